import Glibc

/// The text of a table's cell as people see it: UTF-8 in, UTF-8 out.
enum Cell {
    /// Lines trimmed and never empty, white space of any kind as single spaces, joined by one line end.
    static func clean(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        cell.withUnsafeBufferPointer { bytes in
            if isClean(bytes) { return cell }
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count)
            var gap: UInt8?
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte > 0x20, byte < 0xC2 {
                    if let gap, !output.isEmpty { output.append(gap) }
                    gap = nil
                    output.append(byte)
                    index += 1
                    continue
                }
                switch space(bytes, at: index) {
                case .line(let length):
                    gap = 0x0A
                    index += length
                case .blank(let length):
                    gap = gap ?? 0x20
                    index += length
                case nil:
                    if let gap, !output.isEmpty { output.append(gap) }
                    gap = nil
                    let length = byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                    let end = min(bytes.count, index + length)
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<end]))
                    index = end
                }
            }
            return output[...]
        }
    }

    /// The same of a text.
    static func clean(_ text: String) -> String { String(decoding: clean(Array(text.utf8)[...]), as: UTF8.self) }

    /// Whether there is nothing to clean: ASCII, single spaces inside. Most cells are so.
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress.map({ UnsafeRawPointer($0) }), let last = bytes.last else { return true }
        if bytes[0] == 0x20 || last == 0x20 { return false }
        var before: UInt8 = 0
        var index = 0
        while index < bytes.count {
            // Eight at a time: all from U+0020 to U+007F, and no two spaces beside each other.
            if index + 8 <= bytes.count {
                let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let ones: UInt64 = 0x0101_0101_0101_0101
                let tops = ones << 7
                guard (word | (word &- ones &* 0x20)) & tops == 0 else { return false }
                let spaces = ~((word ^ ones &* 0x20) &+ ones &* 0x7F) & tops
                guard spaces & (spaces << 8) == 0, before != 0x20 || spaces & 0x80 == 0 else { return false }
                before = UInt8(truncatingIfNeeded: word >> 56)
                index += 8
                continue
            }
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x80 || byte == 0x20 && before == 0x20 { return false }
            before = byte
            index += 1
        }
        return true
    }

    /// Whether a character reference or a tag may be in a cell.
    static func mayBeMarkup(_ cell: ArraySlice<UInt8>) -> Bool {
        cell.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return memchr(base, Int32(UInt8(ascii: "&")), bytes.count) != nil
                || memchr(base, Int32(UInt8(ascii: "<")), bytes.count) != nil
        }
    }

    private enum Space {
        case blank(Int)
        case line(Int)
    }

    /// The white space at an index, with its length; nil where there is none. U+FEFF is as good as white space.
    private static func space(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Space? {
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (bytes[index], second, third) {
        case (0x0A, _, _), (0x0D, _, _): return .line(1)
        case (0x20, _, _), (0x09, _, _), (0x0B, _, _), (0x0C, _, _): return .blank(1)
        case (0xC2, 0x85, _): return .line(2)
        case (0xC2, 0xA0, _): return .blank(2)
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): return .line(3)
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F): return .blank(3)
        case (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return .blank(3)
        default: return nil
        }
    }
}
