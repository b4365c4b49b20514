import Yams

/// The guard before the YAML library, which follows aliases while it compares the keys of a mapping: a key that is an
/// alias, or holds one, may stand for more values than memory has room for.
///
/// A text with anchors and aliases is first read with every alias as plain text, which costs what the text is long. Keys
/// that are no plain text are then seen for what they are, and refused.
enum AliasGuard {
    static let limit = 100
    /// Stands for the `*` of an alias; of the private use area, so that no office's text has it.
    private static let marker: Unicode.Scalar = "\u{E000}"

    static func check(_ text: String, file: String) throws(PipelineError) {
        let scan = Scan(text)
        guard scan.hasAnchors, scan.aliases > 0 else { return }
        if let mark = scan.tooMany { throw PipelineError(file: file, at: mark, .tooManyAliases(limit: limit)) }
        if let mark = scan.complexKey { throw PipelineError(file: file, at: mark, .complexKey) }
        let root: Node?
        do {
            root = try Parser(yaml: scan.neutral, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw SourceTree.translate(error, file: file)
        } catch {
            throw PipelineError(file: file, at: nil, .syntax("\(error)"))
        }
        var nodes = root.map { [$0] } ?? []
        while let node = nodes.popLast() {
            switch node {
            case .scalar, .alias: break
            case .sequence(let sequence): nodes += sequence
            case .mapping(let mapping):
                for (key, value) in mapping {
                    guard case .scalar(let scalar) = key, scalar.string.unicodeScalars.first != marker else {
                        let mark = key.mark.map { SourceMark(line: max(1, $0.line), column: max(1, $0.column)) }
                        throw PipelineError(file: file, at: mark, .complexKey)
                    }
                    nodes.append(value)
                }
            }
        }
    }

    /// What the text alone shows: a guess that sees too many aliases rather than too few.
    private struct Scan {
        private(set) var hasAnchors = false
        private(set) var aliases = 0
        /// The first alias beyond the limit.
        private(set) var tooMany: SourceMark?
        /// The first key that is an alias or composed, as far as the text shows it.
        private(set) var complexKey: SourceMark?
        /// The text with every alias as plain text.
        private(set) var neutral = ""

        init(_ text: String) {
            let bytes = Array(text.utf8)
            var output: [UInt8] = []
            var line = 1
            var lineStart = 0
            for (index, byte) in bytes.enumerated() {
                output.append(byte)
                if byte == 0x0A {
                    line += 1
                    lineStart = index + 1
                    continue
                }
                let mark = SourceMark(line: line, column: index - lineStart + 1)
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
                let begins = index == 0 || Self.mayEndToken(bytes[index - 1])
                switch byte {
                case UInt8(ascii: "&") where begins && Self.isName(next): hasAnchors = true
                case UInt8(ascii: "*") where begins && Self.isName(next):
                    aliases += 1
                    output.removeLast()
                    output += UTF8.encode(marker).map { Array($0) } ?? []
                    if aliases > limit { tooMany = tooMany ?? mark }
                    var end = index + 1
                    while end < bytes.count, Self.isName(bytes[end]) { end += 1 }
                    if Self.followsColon(bytes, from: end) { complexKey = complexKey ?? mark }
                case UInt8(ascii: "?") where begins && Self.isBlank(next): complexKey = complexKey ?? mark
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    if Self.followsColon(bytes, from: index + 1) { complexKey = complexKey ?? mark }
                default: break
                }
            }
            neutral = String(decoding: output, as: UTF8.self)
        }

        private static func followsColon(_ bytes: [UInt8], from start: Int) -> Bool {
            var index = start
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
            return index < bytes.count && bytes[index] == UInt8(ascii: ":")
        }

        private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

        private static func isLetter(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }

        private static func isName(_ byte: UInt8) -> Bool {
            isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80
        }

        /// Whether an indicator after this byte could begin a token: not within a word, a path or a pattern.
        private static func mayEndToken(_ byte: UInt8) -> Bool { !isLetter(byte) && !"./_*\\".utf8.contains(byte) }
    }
}
