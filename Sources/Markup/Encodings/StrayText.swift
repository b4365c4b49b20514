import Records

/// A short text that should be UTF-8: the cell of a table.
public enum StrayText {
    /// What bytes are.
    public enum Kind: Sendable {
        case ascii, utf8, other
    }

    /// What bytes are; ASCII passes 32 of them at a time.
    public static func kind(_ bytes: some Collection<UInt8>) -> Kind {
        bytes.withContiguousStorageIfAvailable { buffer in
            if UTF8Mending.isASCII(buffer) { return .ascii }
            return UTF8Mending.isValid(buffer) ? .utf8 : .other
        } ?? kind(Array(bytes))
    }

    /// Well-formed UTF-8. What is none is windows-1252 where nothing in it is UTF-8 beyond ASCII; else single bytes are
    /// mended and the rest is kept.
    public static func mended(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let text = Array(bytes)
        if UTF8Mending.isValid(text) { return text }
        let mended = UTF8Mending.mend(text, skipping: 0)
        return UTF8Mending.hasSequences(text) ? mended.bytes : Windows1252.decode(text).bytes
    }
}
