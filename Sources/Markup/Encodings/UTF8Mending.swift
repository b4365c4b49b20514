/// UTF-8 in, well-formed UTF-8 out: what is no UTF-8 is read as windows-1252 where that makes sense, else replaced.
///
/// A stray byte amid UTF-8 is nearly always a character pasted from a windows-1252 text. The beginning of a longer
/// sequence that breaks off is a cut character, and becomes U+FFFD.
enum UTF8Mending {
    static func isValid(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { isValid($0) } }

    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { firstFault(bytes, from: 0) == nil }

    static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress.map({ UnsafeRawPointer($0) }) else { return true }
        var tops: UInt64 = 0
        var index = 0
        while index + 8 <= bytes.count {
            tops |= base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        return tops & 0x8080_8080_8080_8080 == 0 && bytes[index...].allSatisfy { $0 < 0x80 }
    }

    /// How many bytes are beyond ASCII.
    static func highBytes(_ bytes: [UInt8]) -> Int { bytes.reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) } }

    /// Whether a whole character beyond ASCII is among the bytes.
    static func hasSequences(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.indices.contains {
                buffer[$0] >= 0xC2 && matched(buffer, at: $0) == sequenceLength(buffer[$0])
                    && sequenceLength(buffer[$0]) > 1
            }
        }
    }

    static func mend(_ bytes: [UInt8], skipping mark: Int) -> (bytes: [UInt8], mends: Set<Mend>, offsets: OffsetMap) {
        if mark == 0, isValid(bytes) { return (bytes, [], OffsetMap()) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var mends: Set<Mend> = []
        var offsets = OffsetMap()
        if mark > 0 { offsets.mark(output: 0, input: mark) }
        bytes.withUnsafeBufferPointer { buffer in
            var index = mark
            while let fault = firstFault(buffer, from: index) {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[index..<fault]))
                let length = brokenLength(buffer, at: fault)
                if length == 1, let scalar = Windows1252.scalar(buffer[fault]),
                    fault + 1 < buffer.count || scalar.value > 0xFF
                {
                    output.append(contentsOf: Array(String(Character(scalar)).utf8))
                    mends.insert(.cp1252InUTF8)
                } else {
                    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    mends.insert(.invalidUTF8)
                }
                index = fault + length
                offsets.mark(output: output.count, input: index)
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[min(index, buffer.count)...]))
        }
        return (output, mends, offsets)
    }

    private static func firstFault(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        let count = bytes.count
        guard let base = bytes.baseAddress.map({ UnsafeRawPointer($0) }) else { return nil }
        let tops: UInt64 = 0x8080_8080_8080_8080
        while index < count {
            if index + 32 <= count {
                let words = base.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
                if (words[0] | words[1] | words[2] | words[3]) & tops == 0 {
                    index += 32
                    continue
                }
            }
            if index + 8 <= count, base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & tops == 0 {
                index += 8
                continue
            }
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let wanted = sequenceLength(bytes[index])
            guard wanted > 0, matched(bytes, at: index) == wanted else { return index }
            index += wanted
        }
        return nil
    }

    private static func sequenceLength(_ first: UInt8) -> Int {
        switch first {
        case 0..<0x80: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    /// How many bytes from an index on belong to one sequence (Unicode, table 3-7), complete or not.
    private static func matched(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let wanted = sequenceLength(first)
        guard wanted > 1 else { return wanted }
        let second: ClosedRange<UInt8> =
            switch first {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        var length = 1
        while length < wanted, index + length < bytes.count,
            (length == 1 ? second : 0x80...0xBF).contains(bytes[index + length])
        {
            length += 1
        }
        return length
    }

    /// How many bytes a fault covers: the part of a sequence that is there, or one.
    private static func brokenLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        max(1, matched(bytes, at: index))
    }
}
