import XCTest

@testable import Markup

/// Sentences and pages for the tests of pages, invented.
enum SamplePage {
    static let first =
        "Pemerintah desa memperbaiki saluran air bersih yang rusak sejak bulan lalu, kata kepala desa kepada warga, Senin."
    static let second =
        "Perbaikan dikerjakan secara gotong royong oleh warga selama tiga hari, dan biayanya diambil dari dana desa."
    static let third =
        "Warga berharap air kembali mengalir lancar sebelum musim kemarau, karena sumur di kampung itu mulai mengering."
    static let other =
        "Pertandingan persahabatan antarkecamatan berakhir imbang setelah hujan deras mengguyur lapangan sejak babak kedua."

    static func bytes(_ body: String, head: String = "") -> [UInt8] {
        Array("<!DOCTYPE html><html lang=\"id\"><head>\(head)</head><body>\(body)</body></html>".utf8)
    }

    static func tree(_ body: String) -> HTMLTree { HTMLParser.parse(bytes(body)).tree }

    static func article(_ body: String, head: String = "") throws -> Article {
        try PageReader().read(bytes(body, head: head), url: "https://contoh.id/berita/1")
    }

    static func paragraphs(_ texts: String...) -> String { texts.map { "<p>\($0)</p>" }.joined() }
}
