/// Markup that a feed holds as elements, written as HTML text again.
enum HTMLWriting {
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]

    static func escape(_ bytes: some Sequence<UInt8>, into output: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            default: output.append(byte)
            }
        }
    }

    static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        escape(text.utf8, into: &output)
        return String(textOf: output)
    }

    /// The name of an element in HTML text: only XHTML, SVG and MathML lose a prefix, for a `dc:title` is no title.
    static func name(of element: SAXElement) -> String {
        guard let prefix = element.prefix, prefix != "xhtml" else { return element.local }
        let known = [
            "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML",
        ]
        return element.uri.map(known.contains) ?? false ? element.local : "\(prefix):\(element.local)"
    }

    static func open(_ name: String, _ attributes: [SAXAttribute], into output: inout [UInt8]) {
        output.append(UInt8(ascii: "<"))
        output.append(contentsOf: name.utf8)
        for attribute in attributes {
            // Links of SVG and MathML are the one foreign vocabulary that HTML knows.
            let isLink = attribute.prefix == "xlink" || attribute.uri == "http://www.w3.org/1999/xlink"
            guard attribute.prefix == nil || isLink else { continue }
            output.append(UInt8(ascii: " "))
            if isLink { output.append(contentsOf: "xlink:".utf8) }
            output.append(contentsOf: attribute.local.utf8)
            output.append(contentsOf: "=\"".utf8)
            for byte in attribute.value.utf8 {
                switch byte {
                case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
                case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
                default: output.append(byte)
                }
            }
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
    }

    static func close(_ name: String, into output: inout [UInt8]) {
        guard !void.contains(name.asciiLowercased) else { return }
        output.append(contentsOf: "</".utf8)
        output.append(contentsOf: name.utf8)
        output.append(UInt8(ascii: ">"))
    }
}
