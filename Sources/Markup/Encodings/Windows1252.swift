/// windows-1252 by the WHATWG index, in which all bytes but five have a printable character or a known control.
enum Windows1252 {
    /// 0x80 to 0x9F; 0 where nothing is assigned.
    private static let high: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// The character of a byte; nil where nothing is assigned.
    static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let value = high[Int(byte) - 0x80]
        return value == 0 ? nil : Unicode.Scalar(UInt32(value))
    }

    static func decode(_ bytes: [UInt8]) -> (bytes: [UInt8], mends: Set<Mend>) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        var mends: Set<Mend> = []
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else if let scalar = scalar(byte) {
                output.append(contentsOf: UTF8.encode(scalar) ?? .init())
            } else {
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                mends.insert(.invalidBytes)
            }
        }
        return (output, mends)
    }
}
