/// The names of the commands that a shell script starts at its top level (XCU 2.9), as far as they stand there plainly.
///
/// A guess on the safe side: a script with functions, substitutions, here-documents or `for` and `case` gives none, and so
/// do words with quotes or variables in them, the shell's own commands, and assignments.
public enum ShellCommands {
    /// The names, each once, in order.
    public static func names(in script: String) -> [String] {
        var scanner = Scanner(script)
        return scanner.names() ?? []
    }

    private struct Scanner {
        private let text: [UInt8]
        private var position = 0
        private var found: [String] = []
        /// Whether the next word is a command's name.
        private var begins = true

        init(_ script: String) { text = Array(script.utf8) }

        /// Nil where the script is more than a row of plain commands.
        mutating func names() -> [String]? {
            while position < text.count {
                let byte = text[position]
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
                case UInt8(ascii: "\n"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "("):
                    begins = true
                    position += 1
                case UInt8(ascii: ")"):
                    begins = false
                    position += 1
                case UInt8(ascii: "#"):
                    while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
                case UInt8(ascii: "<"), UInt8(ascii: ">"): guard redirect() else { return nil }
                default: guard word(byte) else { return nil }
                }
            }
            return found
        }

        /// Passes a redirection with its target, before or after which the command's name may stand.
        private mutating func redirect() -> Bool {
            let start = position
            while position < text.count, "<>|&".utf8.contains(text[position]) { position += 1 }
            if text[start..<position].starts(with: "<<".utf8) { return false }
            while position < text.count, text[position] == UInt8(ascii: " ") { position += 1 }
            return readWord() != nil
        }

        private mutating func word(_ first: UInt8) -> Bool {
            guard let word = readWord() else { return false }
            let isNumber = word.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            if isNumber, position < text.count, "<>".utf8.contains(text[position]) { return true }
            if position < text.count, text[position] == UInt8(ascii: "(") { return false }
            guard begins else { return true }
            if ShellCommands.scopes.contains(word.text) { return false }
            if ShellCommands.leading.contains(word.text) || word.isAssignment { return true }
            begins = false
            let isPlain = word.isPlain && !ShellCommands.builtins.contains(word.text)
            if isPlain, !found.contains(word.text) { found.append(word.text) }
            return true
        }

        /// A word; nil where it holds a substitution or is not closed.
        private mutating func readWord() -> (text: String, isPlain: Bool, isAssignment: Bool)? {
            let start = position
            var isPlain = true
            scan: while position < text.count {
                switch text[position] {
                case UInt8(ascii: "'"):
                    isPlain = false
                    guard let end = text[(position + 1)...].firstIndex(of: UInt8(ascii: "'")) else { return nil }
                    position = end + 1
                case UInt8(ascii: "\""):
                    isPlain = false
                    position += 1
                    while position < text.count, text[position] != UInt8(ascii: "\"") {
                        if text[position] == UInt8(ascii: "`") || isSubstitution { return nil }
                        position += text[position] == UInt8(ascii: "\\") ? 2 : 1
                    }
                    guard position < text.count else { return nil }
                    position += 1
                case UInt8(ascii: "`"): return nil
                case UInt8(ascii: "$"):
                    if isSubstitution { return nil }
                    isPlain = false
                    position += 1
                case UInt8(ascii: "\\"):
                    isPlain = false
                    position += 2
                case let byte where " \t\n|&;()<>".utf8.contains(byte): break scan
                case let byte:
                    if "*?[]{}~".utf8.contains(byte) { isPlain = false }
                    position += 1
                }
            }
            position = min(position, text.count)
            let word = text[start..<position]
            let name = word.prefix { $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || isLetter($0) }
            let isAssignment = !name.isEmpty && word.dropFirst(name.count).first == UInt8(ascii: "=")
            return (String(decoding: word, as: UTF8.self), isPlain && !word.isEmpty, isAssignment)
        }

        private var isSubstitution: Bool {
            text[position] == UInt8(ascii: "$") && position + 1 < text.count
                && "({".utf8.contains(text[position + 1])
        }

        private func isLetter(_ byte: UInt8) -> Bool {
            (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
    }

    /// Words after which a command's name may still come.
    private static let leading: Set<String> = [
        "!", "{", "}", "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "time", "command", "exec",
    ]

    /// Words that make a script more than a row of commands.
    private static let scopes: Set<String> = ["for", "case", "select", "function", "alias", "eval", "cd", "[["]

    /// What bash(1) brings along.
    private static let builtins: Set<String> = [
        ".", ":", "[", "bg", "bind", "break", "builtin", "caller", "compgen", "complete", "compopt", "continue",
        "declare", "dirs", "disown", "echo", "enable", "exit", "export", "false", "fc", "fg", "getopts", "hash", "help",
        "history", "jobs", "kill", "let", "local", "logout", "mapfile", "popd", "printf", "pushd", "pwd", "read",
        "readarray", "readonly", "return", "set", "shift", "shopt", "source", "suspend", "test", "times", "trap",
        "true",
        "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait",
    ]
}
