/// White space of any script as single spaces, over the bytes of UTF-8.
///
/// Zero-width spaces and byte order marks go. Runs of ordinary bytes are copied together: nearly all of a text is such.
enum Squeezing {
    /// Appends a text without white space at its ends.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        var pending = false
        var copied = 0
        var index = 0
        func flush(_ end: Int) {
            guard copied < end else { return }
            if pending {
                output.append(0x20)
                pending = false
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<end]))
        }
        while index < bytes.count {
            if copied < index, let base = bytes.baseAddress, index + 8 <= bytes.count {
                let step = plainBytes(UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self))
                if step > 0 {
                    index += step
                    continue
                }
            }
            let byte = bytes[index]
            if byte > 0x20, byte < 0xC2 {
                index += 1
                continue
            }
            // A single space between words is copied with them.
            if byte == 0x20, copied < index, index + 1 < bytes.count, (0x21..<0x80).contains(bytes[index + 1]) {
                index += 2
                continue
            }
            let (isSpace, length) = space(bytes, at: index, byte)
            if length == 0 {
                index += 1
                continue
            }
            flush(index)
            index += length
            copied = index
            if isSpace { pending = output.count > start }
        }
        flush(index)
    }

    /// How many of eight bytes inside a run are plainly copied with it: all, or all but a space at their end, where they
    /// are ASCII with single spaces; else none.
    @inline(__always)
    private static func plainBytes(_ loaded: UInt64) -> Int {
        let word = UInt64(littleEndian: loaded)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones << 7
        guard word & tops == 0, (word &- ones &* 0x20) & ~word & tops == 0 else { return 0 }
        // Exact for bytes below 0x80: the top bit stays clear where the byte is a space.
        let spaces = ~((word ^ ones &* 0x20) &+ ones &* 0x7F) & tops
        guard spaces & (spaces << 8) == 0 else { return 0 }
        return spaces >> 63 == 0 ? 8 : 7
    }

    /// Whether white space stands at an index, and how many bytes go: none where an ordinary character stands there.
    @inline(__always)
    private static func space(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ byte: UInt8) -> (Bool, Int) {
        if byte <= 0x20 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? (true, 1) : (false, 0) }
        func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
        switch byte {
        case 0xC2: return at(1) == 0x85 || at(1) == 0xA0 ? (true, 2) : (false, 0)
        case 0xE1: return at(1) == 0x9A && at(2) == 0x80 ? (true, 3) : (false, 0)
        case 0xE2:
            if at(1) == 0x80 {
                if at(2) == 0x8B { return (false, 3) }
                return at(2) <= 0x8A || at(2) == 0xA8 || at(2) == 0xA9 || at(2) == 0xAF ? (true, 3) : (false, 0)
            }
            return at(1) == 0x81 && at(2) == 0x9F ? (true, 3) : (false, 0)
        case 0xE3: return at(1) == 0x80 && at(2) == 0x80 ? (true, 3) : (false, 0)
        case 0xEF: return at(1) == 0xBB && at(2) == 0xBF ? (false, 3) : (false, 0)
        default: return (false, 0)
        }
    }
}
