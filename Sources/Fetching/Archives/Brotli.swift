import CBrotli

/// Decompression of brotli (RFC 7932) in memory, with a limit on what comes out.
enum Brotli {
    /// The bytes that a compressed body holds; of one that breaks off what came out before, where `isCut` allows that.
    static func decode(_ input: [UInt8], limit: Int, isCut: Bool = false) throws(FetchFailure) -> [UInt8] {
        guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { throw .badEncoding("out of memory") }
        defer { BrotliDecoderDestroyInstance(decoder) }
        var output: [UInt8] = []
        var used = 0
        while true {
            var result = BROTLI_DECODER_RESULT_ERROR
            let piece = [UInt8](unsafeUninitializedCapacity: 256 << 10) { target, count in
                input.withUnsafeBufferPointer { source in
                    var left = source.count - used
                    var next = source.baseAddress.map { $0 + used }
                    var room = target.count
                    var to = target.baseAddress
                    result = BrotliDecoderDecompressStream(decoder, &left, &next, &room, &to, nil)
                    used = source.count - left
                    count = target.count - room
                }
            }
            output += piece
            guard output.count <= limit else { throw .tooLarge(limit: limit) }
            switch result {
            case BROTLI_DECODER_RESULT_SUCCESS: return output
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT where isCut: return output
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
                throw .badEncoding("it breaks off, after \(output.count) bytes")
            default: throw .badEncoding("not brotli, after \(output.count) bytes")
            }
        }
    }
}
