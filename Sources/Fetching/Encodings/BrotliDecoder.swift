import CBrotli

/// brotli by Google's library; its window takes up to 16 MiB.
final class BrotliDecoder: ContentDecoder {
    private let decoder: OpaquePointer
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var hasBegun = false
    private var isOver = false
    private(set) var count = 0

    /// A decoder for one body.
    init() throws(FetchFailure) {
        guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else {
            output.deallocate()
            throw .badEncoding("out of memory")
        }
        self.decoder = decoder
    }

    deinit {
        BrotliDecoderDestroyInstance(decoder)
        output.deallocate()
    }

    var isWhole: Bool { isOver || !hasBegun }

    func take(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !bytes.isEmpty, !isOver else { return }
        hasBegun = true
        var next = bytes.bindMemory(to: UInt8.self).baseAddress
        var left = bytes.count
        while true {
            var to = output.bindMemory(to: UInt8.self).baseAddress
            var room = output.count
            let result = BrotliDecoderDecompressStream(decoder, &left, &next, &room, &to, nil)
            let made = output.count - room
            if made > 0 {
                count += made
                try body(UnsafeRawBufferPointer(rebasing: output[..<made]))
            }
            switch result {
            case BROTLI_DECODER_RESULT_SUCCESS: return isOver = true
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            default: throw FetchFailure.badEncoding("not brotli, after \(count) bytes")
            }
        }
    }
}
