/// 26 base-32 characters of SHA-256 over parts joined by NUL.
public func digestID(_ parts: [String]) -> String {
    var digest = IDDigest()
    for part in parts {
        var part = part
        part.withUTF8 { digest.add($0) }
    }
    return String(decoding: digest.characters(), as: UTF8.self)
}

/// The same of parts that are bytes, for readers of a million rows.
public struct IDDigest {
    private var hash = SHA256()
    private var isFirst = true

    /// A digest of no parts yet.
    public init() {}

    /// Adds a part.
    public mutating func add(_ part: UnsafeBufferPointer<UInt8>) {
        if !isFirst { hash.update(CollectionOfOne(0)) }
        isFirst = false
        hash.update(part)
    }

    /// Adds a part.
    public mutating func add(_ part: some Sequence<UInt8>) {
        if part.withContiguousStorageIfAvailable({ add($0) }) == nil { Array(part).withUnsafeBufferPointer { add($0) } }
    }

    /// The 26 characters.
    public consuming func characters() -> [UInt8] { base32Characters(hash.finalize(), length: 26) }
}

extension ItemIdentity {
    /// The id of `.number`.
    public static func numberID(system: String, _ number: ArraySlice<UInt8>) -> [UInt8] {
        digest("number", [system.utf8], number)
    }

    /// The id of `.link`.
    public static func linkID(_ url: ArraySlice<UInt8>) -> [UInt8] {
        if url.withUnsafeBufferPointer({ isLinkIdentity($0) }) { return digest("link", [], url) }
        return digest("link", [], Array(linkIdentity(String(decoding: url, as: UTF8.self)).utf8)[...])
    }

    /// The id of `.title`.
    public static func titleID(source: String, _ title: ArraySlice<UInt8>, date: ArraySlice<UInt8>) -> [UInt8] {
        var digest = IDDigest()
        digest.add("serap-id/1".utf8)
        digest.add("title".utf8)
        digest.add(source.utf8)
        digest.add(title)
        digest.add(date)
        return digest.characters()
    }

    private static func digest(_ kind: String, _ parts: [String.UTF8View], _ rest: ArraySlice<UInt8>) -> [UInt8] {
        var digest = IDDigest()
        digest.add("serap-id/1".utf8)
        digest.add(kind.utf8)
        for part in parts { digest.add(part) }
        digest.add(rest)
        return digest.characters()
    }
}

extension Item {
    /// `contentHash` of texts that are bytes.
    public static func contentHash(title: ArraySlice<UInt8>, text: ArraySlice<UInt8>) -> [UInt8] {
        var digest = IDDigest()
        digest.add("serap-content/1".utf8)
        digest.add(title)
        digest.add(text)
        return digest.characters()
    }
}
