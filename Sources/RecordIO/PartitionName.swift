/// Names of partitions as directories: `[A-Za-z0-9._-]`, other bytes percent-encoded.
public enum PartitionName {
    /// The directory name of a value. Two values never share one; `.` and `..` cannot come out of it.
    public static func encode(_ value: String) -> String {
        if value.isEmpty { return "_none" }
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for (index, byte) in value.utf8.enumerated() {
            // A name must not begin with a dot, and `~` stands for the `/` of a path.
            if isPlain(byte), !(index == 0 && byte == UInt8(ascii: ".")) {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The value of an encoded name; `_none` stays as it is, and so does a percent sign without two digits.
    public static func decode(_ name: String) -> String {
        let bytes = Array(name.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                output.append(byte)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether a file name that a stage wrote can be kept: plain bytes, `=`, `%` and `~`, no leading dot, at most 255.
    public static func isSafe(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return (1...255).contains(bytes.count) && bytes[0] != UInt8(ascii: ".")
            && bytes.allSatisfy {
                isPlain($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "~")
            }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
