import Markup

/// Reads mutated bytes as a page. The first byte chooses what HTTP says of their charset. What is read once is read the
/// same again, its blocks are its text, and every page can be explained; what is refused says why in one short line.
enum PageTrial {
    private static let charsets = [nil, "utf-8", "windows-1252", "utf-16", "gb18030", "shift_jis", "x-unknown"]

    static func run(_ input: [UInt8]) {
        guard let first = input.first else { return }
        let bytes = Array(input.dropFirst())
        let charset = charsets[Int(first) % charsets.count]
        let reader = PageReader()
        do throws(PageError) {
            let article = try reader.read(bytes, url: "https://contoh.example/a/1", charset: charset)
            check(article)
            precondition((try? reader.read(bytes, url: "https://contoh.example/a/1", charset: charset)) == article)
        } catch {
            let message = "\(error)"
            precondition(message.utf8.count < 2000, message)
            precondition(!error.code.isEmpty)
        }
        _ = try? reader.explain(bytes, charset: charset).description
    }

    private static func check(_ article: Article) {
        precondition(article.text == article.blocks.map(\.text).joined(separator: "\n"), "blocks are not the text")
        precondition(article.mended == article.mended.sorted())
        precondition(article.blocks.allSatisfy { !$0.text.isEmpty && !$0.text.utf8.contains(0x0A) }, "a block of lines")
    }
}
