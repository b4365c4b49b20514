import CLibXML2

/// What libxml2's SAX2 interface tells about one element.
struct SAXElement {
    let name: SAXName
    let attributes: [SAXAttribute]

    var local: String { name.local }
    var prefix: String? { name.prefix }
    var uri: String? { name.uri }
}

struct SAXAttribute {
    let name: SAXName
    let value: String

    var local: String { name.local }
    var prefix: String? { name.prefix }
    var uri: String? { name.uri }
}

/// Who listens to an XML document. Offsets are those of the bytes given to the parser.
protocol SAXListener: AnyObject {
    func started(_ element: SAXElement, at offset: Int)
    func ended(before offset: Int)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    /// The text of a CDATA section, which may also stand where no text may.
    func section(_ bytes: UnsafeBufferPointer<UInt8>)
    func fault(code: Int32)
    /// The document goes beyond what is read; nothing follows.
    func stopped(by limit: Mend)
    /// Asked after each element: nothing more is wanted.
    var isDone: Bool { get }
}

/// libxml2's recovering XML parser over UTF-8 in memory: no DOM, no entities, no network, depth at most 255.
enum SAXParser {
    /// Parses a mended text; `source` is what it was before.
    static func parse(_ mended: XMLMending, of source: [UInt8], listener: some SAXListener) {
        let bridge = SAXBridge(listener, mended, of: source)
        mended.output.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, let size = Int32(exactly: buffer.count), size > 0,
                let context = xmlCreateMemoryParserCtxt(start.assumingMemoryBound(to: CChar.self), size)
            else { return }
            defer {
                if let document = context.pointee.myDoc { xmlFreeDoc(document) }
                context.pointee.myDoc = nil
                xmlFreeParserCtxt(context)
            }
            xmlCtxtUseOptions(
                context, Int32(XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue))
            xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            // The parser hands itself to the callbacks; the listener hangs on `_private`.
            context.pointee._private = Unmanaged.passUnretained(bridge).toOpaque()
            guard let sax = context.pointee.sax else { return }
            sax.pointee.startElementNs = saxStart
            sax.pointee.endElementNs = saxEnd
            sax.pointee.characters = saxText
            sax.pointee.ignorableWhitespace = saxText
            sax.pointee.cdataBlock = saxText
            sax.pointee.comment = nil
            sax.pointee.processingInstruction = saxSection
            sax.pointee.internalSubset = nil
            sax.pointee.externalSubset = nil
            sax.pointee.resolveEntity = nil
            sax.pointee.reference = nil
            sax.pointee.serror = saxFault
            withExtendedLifetime(bridge) { _ = xmlParseDocument(context) }
        }
    }
}

private final class SAXBridge {
    let listener: any SAXListener
    let mended: XMLMending
    let source: [UInt8]
    var names = SAXNames()
    /// How many namespaces each open element declares, and all of them together.
    private var declarations: [Int32] = []
    private var declared = 0

    init(_ listener: any SAXListener, _ mended: XMLMending, of source: [UInt8]) {
        self.listener = listener
        self.mended = mended
        self.source = source
    }

    /// Names that libxml2 has met: it keeps them in a table that does not grow beyond some thousands of places, and each
    /// name costs a walk over those in its place.
    private static let nameLimit: Int32 = 1 << 16
    /// Namespaces declared at one time: libxml2 looks at all of them for each prefix.
    private static let namespaceLimit = 512

    /// Elements in each other: one less than libxml2 reads, which would end without saying why.
    private static let depthLimit = 255

    /// Notes the namespaces of an element that opens; the limit beyond which the document goes with it, if one.
    func opened(_ context: xmlParserCtxtPtr, namespaces: Int32) -> Mend? {
        declarations.append(namespaces)
        declared += Int(namespaces)
        if declarations.count > Self.depthLimit { return .tooDeep }
        let few = declared <= Self.namespaceLimit && xmlDictSize(context.pointee.dict) <= Self.nameLimit
        return few ? nil : .tooManyNames
    }

    /// Where the tag begins that ends at an offset.
    func tagStart(before end: Int) -> Int {
        mended.output.withUnsafeBufferPointer { bytes in
            var offset = min(end, bytes.count - 1)
            while offset > 0, bytes[offset] != UInt8(ascii: "<") { offset -= 1 }
            return offset
        }
    }

    /// The attributes of an element, five pointers each as libxml2 lists them.
    func attributes(_ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) -> [SAXAttribute] {
        guard count > 0, let pointers else { return [] }
        var list: [SAXAttribute] = []
        list.reserveCapacity(count)
        for index in 0..<count {
            guard let start = pointers[index * 5 + 3], let end = pointers[index * 5 + 4], start <= end else { continue }
            let bytes = UnsafeBufferPointer(start: start, count: end - start)
            // Without entity substitution an ampersand comes as a reference still (SAX2.c resolves it in the DOM).
            var value = String(textOf: bytes)
            if bytes.next(UInt8(ascii: "&"), from: 0) != nil { value = resolvedAmpersands(value) }
            let name = names.name(pointers[index * 5], prefix: pointers[index * 5 + 1], uri: pointers[index * 5 + 2])
            list.append(SAXAttribute(name: name, value: value))
        }
        return list
    }

    func closed() { declared -= Int(declarations.popLast() ?? 0) }

    /// Does a callback's work with the bridge of its parser. The parser's call holds the bridge: counting references for
    /// each piece of text would cost more than the text.
    @inline(__always)
    static func with(_ context: UnsafeMutableRawPointer?, _ work: (SAXBridge, xmlParserCtxtPtr) -> Void) {
        guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self),
            let raw = context.pointee._private
        else { return }
        Unmanaged<SAXBridge>.fromOpaque(raw)._withUnsafeGuaranteedRef { work($0, context) }
    }

    static func offset(_ context: xmlParserCtxtPtr) -> Int {
        guard let input = context.pointee.input, let base = input.pointee.base, let current = input.pointee.cur else {
            return 0
        }
        return Int(input.pointee.consumed) + (current - base)
    }
}

private let saxStart: startElementNsSAX2Func = {
    context, local, prefix, uri, namespaceCount, _, attributeCount, _, attributes in
    SAXBridge.with(context) { bridge, parser in
        if let limit = bridge.opened(parser, namespaces: namespaceCount) {
            bridge.listener.stopped(by: limit)
            xmlStopParser(parser)
            return
        }
        let list = bridge.attributes(attributes, count: Int(attributeCount))
        let offset = bridge.tagStart(before: SAXBridge.offset(parser))
        let name = bridge.names.name(local, prefix: prefix, uri: uri)
        bridge.listener.started(SAXElement(name: name, attributes: list), at: offset)
        if bridge.listener.isDone { xmlStopParser(parser) }
    }
}

private let saxEnd: endElementNsSAX2Func = { context, _, _, _ in
    SAXBridge.with(context) { bridge, parser in
        bridge.closed()
        bridge.listener.ended(before: SAXBridge.offset(parser))
        if bridge.listener.isDone { xmlStopParser(parser) }
    }
}

private let saxText: charactersSAXFunc = { context, text, length in
    SAXBridge.with(context) { bridge, _ in
        bridge.listener.text(UnsafeBufferPointer(start: text, count: Int(length)))
    }
}

private let saxSection: processingInstructionSAXFunc = { context, _, data in
    SAXBridge.with(context) { bridge, _ in
        guard let data, let number = Int(String(cString: data)), bridge.mended.sections.indices.contains(number) else {
            return
        }
        let section = bridge.mended.sections[number]
        (section.isResolved ? bridge.mended.resolved : bridge.source).withUnsafeBufferPointer {
            bridge.listener.section(UnsafeBufferPointer(rebasing: $0[section.range]))
        }
    }
}

private let saxFault: xmlStructuredErrorFunc = { context, error in
    SAXBridge.with(context) { bridge, _ in
        guard let error, error.pointee.level.rawValue > 1 else { return }
        bridge.listener.fault(code: error.pointee.code)
    }
}

private func resolvedAmpersands(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
        output.append(bytes[index])
        index += bytes.has("&#38;", at: index) ? 5 : 1
    }
    return String(decoding: output, as: UTF8.self)
}
