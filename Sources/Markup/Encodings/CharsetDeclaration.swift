/// The charset label that a text gives itself: in its XML declaration, or in a `meta` element of its first 4 KiB.
enum CharsetDeclaration {
    static func inXML(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(2048)
        guard let start = head.find("<?xml", from: 0), let end = head.find("?>", from: start),
            let name = head.find("encoding", from: start, before: end)
        else { return nil }
        return label(head, after: name + 8, before: end)
    }

    static func inHTML(_ bytes: [UInt8]) -> String? {
        if let declared = inXML(bytes) { return declared }
        let head = bytes.prefix(4096)
        var position = 0
        while let meta = head.find("<meta", from: position) {
            let end = head[meta...].firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
            if let name = head.find("charset", from: meta, before: end),
                let label = label(head, after: name + 7, before: end)
            {
                return label
            }
            position = end
        }
        return nil
    }

    /// What follows `=`, in quotes or up to the next delimiter.
    private static func label(_ bytes: ArraySlice<UInt8>, after start: Int, before end: Int) -> String? {
        var index = start
        while index < end, bytes[index].isBlank { index += 1 }
        guard index < end, bytes[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        while index < end, bytes[index].isBlank || bytes[index] == 0x22 || bytes[index] == 0x27 { index += 1 }
        let first = index
        while index < end, !bytes[index].isBlank, ![0x22, 0x27, 0x3B, 0x2F].contains(bytes[index]) { index += 1 }
        return String(decoding: bytes[first..<index], as: UTF8.self).nonEmpty
    }
}
