import Foundation

/// What a report's page says to somebody who looks at its HTML: figures with their lists, and the numbers that have none.
struct PrintedPage {
    /// One printing of a figure.
    struct Figure {
        let name: String
        let value: Int
        /// The list that it leads to; nil where it leads nowhere.
        let list: String?
        /// The share printed right behind it: `17,3`.
        let share: String?
    }

    /// The list of the items behind a figure.
    struct List {
        /// The number in its heading.
        let total: Int
        /// The ids of items shown.
        let items: [String]
        /// How many lines stand for a sensitive item.
        let hidden: Int
        /// Lines of items that are nowhere in the page.
        let unknown: Int
    }

    let html: String
    /// Every printing, in order; a name may come more than once.
    let figures: [Figure]
    /// Lists by their anchors.
    let lists: [String: List]

    init(_ html: String) {
        self.html = html
        figures = html.pieces(after: "class=\"n\"").compactMap { piece in
            guard let name = piece.between("data-figure=\"", "\"").first, let tag = piece.firstIndex(of: ">") else {
                return nil
            }
            let content = piece[piece.index(after: tag)...]
            let text = content.prefix { $0 != "<" }
            let behind = content.pieces(after: piece.contains("href=\"#d") ? "</a>" : "</span>").first ?? ""
            let share = ["</td><td class=\"num\">", " ("].compactMap { start -> String? in
                guard behind.hasPrefix(start) else { return nil }
                let number = behind.dropFirst(start.count).prefix { $0 != "<" && $0 != ")" }
                return number.hasSuffix(" %") ? String(number.dropLast(2)) : nil
            }.first
            let list = piece[..<tag].between("href=\"#", "\"").first
            return Figure(name: name, value: number(text) ?? -1, list: list, share: share)
        }
        var items: [String: String] = [:]
        for piece in html.pieces(after: "<article") {
            let tag = piece.prefix { $0 != ">" }
            guard let anchor = tag.between("id=\"", "\"").first else { continue }
            items[anchor] = tag.between("data-item=\"", "\"").first
        }
        var lists: [String: List] = [:]
        for piece in html.pieces(after: "<section class=\"list\" id=\"") {
            let section = piece.components(separatedBy: "</section>")[0]
            let lines = section.between("<li", "</li>")
            let anchors = lines.compactMap { $0.between("href=\"#", "\"").first }
            lists[String(section.prefix { $0 != "\"" })] = List(
                total: section.between("<span class=\"soft\">(", " butir)").first.flatMap { number($0) } ?? -1,
                items: anchors.map { items[$0] ?? "no item at \($0)" },
                hidden: lines.count { $0.contains(">Butir sensitif: isi tidak ditampilkan") },
                unknown: lines.count { $0.contains("rekamannya tidak ada di masukan laporan") })
        }
        self.lists = lists
    }

    /// The part of the page from one section to the next.
    func section(_ id: String) -> String {
        guard let start = html.range(of: "<section id=\"\(id)\"") else { return "" }
        let rest = html[start.upperBound...]
        return String(rest[..<(rest.range(of: "<section id=\"")?.lowerBound ?? rest.endIndex)])
    }
}

/// The number of `1.234`; nil where it is none.
func number(_ text: some StringProtocol) -> Int? {
    Int(String(text.filter { $0 != "." }))
}

extension StringProtocol {
    /// What follows each place where a text stands, up to the next.
    func pieces(after text: String) -> [String] { components(separatedBy: text).dropFirst().map { String($0) } }

    /// What stands between two marks, each time.
    func between(_ start: String, _ end: String) -> [String] {
        pieces(after: start).filter { $0.contains(end) }.map { $0.components(separatedBy: end)[0] }
    }
}
