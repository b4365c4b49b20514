/// The paths of captured files as URIs in an archive: `file:2019/a%20b.html` (RFC 3986, section 2.1).
enum FileURI {
    /// The URI of `file:` and a path: everything is escaped but what every reader of header lines leaves alone.
    static func encode(_ url: String) -> String {
        var output: [UInt8] = Array("file:".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in url.utf8.dropFirst(5) {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%"), byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">")
            {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `file:` and the path of a URI; nil where it names none.
    static func decode(_ uri: String) -> String? {
        let text = PercentEncoding.decoded(uri)
        return text.utf8.count > 5 ? text : nil
    }
}
