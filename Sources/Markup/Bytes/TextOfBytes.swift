extension String {
    /// The text of bytes that are well-formed UTF-8 nearly always; what is not becomes U+FFFD.
    ///
    /// The same as `String(decoding:as:)`, which looks at every byte by itself once one is beyond ASCII: long texts are
    /// checked eight bytes at a time here.
    init(textOf bytes: UnsafeBufferPointer<UInt8>) {
        #if compiler(>=6.2)
            if bytes.count >= Self.longText, UTF8Mending.isValid(bytes) {
                self.init(copying: unsafe UTF8Span(unchecked: bytes.span))
                return
            }
        #endif
        self.init(decoding: bytes, as: UTF8.self)
    }

    init(textOf bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { String(textOf: $0) } }

    /// Shorter text is not worth the check, and is compared faster where the library knows it as ASCII.
    private static let longText = 64
}
