import CLibXML2

/// libxml2's HTML parser over UTF-8 in memory, listening to its SAX interface: no DOM of its own, no network.
///
/// The parser looks through all open elements at many a tag, so pages nested deeper than any real one end there.
enum HTMLParser {
    fileprivate static let depthLimit: Int32 = 1000

    /// The tree, and whether the page was read to its end.
    static func parse(_ bytes: [UInt8]) -> (tree: HTMLTree, complete: Bool) {
        let listener = HTMLListener()
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, let size = Int32(exactly: buffer.count), size > 0,
                let context = htmlCreateMemoryParserCtxt(start.assumingMemoryBound(to: CChar.self), size)
            else { return }
            defer {
                if let document = context.pointee.myDoc { xmlFreeDoc(document) }
                context.pointee.myDoc = nil
                htmlFreeParserCtxt(context)
            }
            htmlCtxtUseOptions(
                context,
                Int32(
                    HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
                        | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
            xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            context.pointee._private = Unmanaged.passUnretained(listener).toOpaque()
            guard let sax = context.pointee.sax else { return }
            sax.pointee.startElement = htmlStart
            sax.pointee.endElement = htmlEnd
            sax.pointee.characters = htmlText
            sax.pointee.ignorableWhitespace = htmlText
            sax.pointee.cdataBlock = htmlText
            sax.pointee.comment = nil
            sax.pointee.processingInstruction = nil
            sax.pointee.internalSubset = nil
            sax.pointee.serror = { _, _ in }
            withExtendedLifetime(listener) { _ = htmlParseDocument(context) }
        }
        return (listener.builder.finish(), !listener.stopped)
    }
}

private final class HTMLListener {
    var builder = HTMLTree.Builder()
    var stopped = false

    static func of(_ context: UnsafeMutableRawPointer?) -> (HTMLListener, xmlParserCtxtPtr)? {
        guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self), let raw = context.pointee._private
        else { return nil }
        return (Unmanaged<HTMLListener>.fromOpaque(raw).takeUnretainedValue(), context)
    }
}

private let htmlStart: startElementSAXFunc = { context, name, attributes in
    guard let (listener, parser) = HTMLListener.of(context), let name else { return }
    var list: [(name: String, value: String)] = []
    if let attributes {
        var index = 0
        while let key = attributes[index], index < 256 {
            let bytes = UnsafeBufferPointer(start: key, count: Int(xmlStrlen(key)))
            if let name = ReadAttributes.known(bytes) {
                list.append((name, attributes[index + 1].map { String(cString: $0) } ?? ""))
            }
            index += 2
        }
    }
    listener.builder.start(String(cString: name).asciiLowercased, list)
    if listener.builder.isFull || parser.pointee.nameNr > HTMLParser.depthLimit {
        listener.stopped = true
        xmlStopParser(parser)
    }
}

private let htmlEnd: endElementSAXFunc = { context, _ in HTMLListener.of(context)?.0.builder.end() }

private let htmlText: charactersSAXFunc = { context, text, length in
    guard let (listener, _) = HTMLListener.of(context), let text else { return }
    let bytes = UnsafeBufferPointer(start: text, count: Int(length))
    listener.builder.text(String(decoding: bytes, as: UTF8.self))
}
