/// The least page that says what a tool took out of another: title, date, paragraphs.
enum TextPage {
    /// The page in UTF-8; paragraphs end at line ends.
    static func bytes(_ text: String, title: String?, published: String?) -> [UInt8] {
        var page = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
        if let title { page += "<title>\(escaped(title))</title>" }
        if let published {
            page += "<meta property=\"article:published_time\" content=\"\(escaped(published))\">"
        }
        page += "</head><body><article>"
        if let title { page += "<h1>\(escaped(title))</h1>" }
        for line in text.split(whereSeparator: \.isNewline) where line.contains(where: { !$0.isWhitespace }) {
            page += "\n<p>\(escaped(line))</p>"
        }
        return Array((page + "\n</article></body></html>\n").utf8)
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output += Array("&amp;".utf8)
            case UInt8(ascii: "<"): output += Array("&lt;".utf8)
            case UInt8(ascii: ">"): output += Array("&gt;".utf8)
            case UInt8(ascii: "\""): output += Array("&quot;".utf8)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
