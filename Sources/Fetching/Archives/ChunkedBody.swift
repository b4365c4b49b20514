/// The chunked transfer coding (RFC 9112, section 7.1).
enum ChunkedBody {
    /// The bytes without their chunks; trailers are dropped. Bytes that do not begin with a chunk are taken as they are:
    /// some crawlers join the chunks and leave the header. Of a body that breaks off what came before, where `isCut`
    /// allows that.
    static func decode(_ bytes: ArraySlice<UInt8>, isCut: Bool = false) throws(FetchFailure) -> ArraySlice<UInt8> {
        var rest = bytes
        var output: ArraySlice<UInt8> = []
        output.reserveCapacity(bytes.count)
        var isFirst = true
        while true {
            guard let line = HTTPLine.take(&rest), let size = size(line) else {
                if isFirst { return bytes }
                if isCut { return output }
                throw .brokenAnswer("the chunked body breaks off after \(output.count) bytes")
            }
            if size == 0 { return output }
            isFirst = false
            guard size <= rest.count else {
                if isCut { return output + rest }
                throw .brokenAnswer("the chunked body breaks off after \(output.count + rest.count) bytes")
            }
            output += rest.prefix(size)
            rest = rest.dropFirst(size)
            _ = HTTPLine.take(&rest)
        }
    }

    private static func size(_ line: ArraySlice<UInt8>) -> Int? {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
        guard (1...15).contains(digits.count) else { return nil }
        var size = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): size = size << 4 | Int(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): size = size << 4 | Int(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): size = size << 4 | Int(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return size
    }
}
