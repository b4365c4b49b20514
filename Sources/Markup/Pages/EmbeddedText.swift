import Records

/// The article of a page that a program in the browser writes: the longest HTML in the strings of its scripts, as
/// frameworks leave it there (`__NEXT_DATA__`, `self.__next_f`, `window.__STATE__`).
///
/// Asked only where the page itself holds no article. One pass over the bytes, a second over strings in strings.
enum EmbeddedText {
    /// HTML of several paragraphs; nil where no script has any.
    static func html(in bytes: [UInt8]) -> String? {
        var best: [UInt8] = []
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while let start = bytes.find("<script", from: index) {
                guard let end = bytes.find("</script", from: start) else { break }
                search(UnsafeBufferPointer(rebasing: bytes[start..<end]), depth: 0, &best)
                index = end
            }
        }
        return best.isEmpty ? nil : String(decoding: best, as: UTF8.self)
    }

    /// Strings of fewer bytes hold no article.
    private static let least = 600

    private static func search(_ bytes: UnsafeBufferPointer<UInt8>, depth: Int, _ best: inout [UInt8]) {
        var index = 0
        while let start = bytes.next(UInt8(ascii: "\""), from: index) {
            guard let end = endOfString(bytes, from: start + 1) else { return }
            index = end + 1
            guard end - start >= least, end - start > best.count else { continue }
            let literal = Array(bytes[start...end])
            guard let text = (try? JSONValue(parsing: literal))?.string else { continue }
            let decoded = Array(text.utf8)
            if depth == 0, text.utf8.first.map({ $0 != UInt8(ascii: "<") }) ?? false, text.holds("\\u003cp") {
                decoded.withUnsafeBufferPointer { search($0, depth: 1, &best) }
            } else if decoded.count > best.count, paragraphs(decoded) >= 3 {
                best = decoded
            }
        }
    }

    private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\"") { return index }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func paragraphs(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var index = 0
            while let place = bytes.find("</p>", from: index) { (count, index) = (count + 1, place + 4) }
            return count
        }
    }
}
