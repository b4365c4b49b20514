import XCTest

@testable import Discovering

final class SourceEntryYAMLTests: XCTestCase {
    func testQuotesWhatCouldMeanSomethingElse() {
        for (text, yaml) in [
            ("media-satu", "media-satu"), ("Kabar PPU", #""Kabar PPU""#), ("no", #""no""#), ("64.09", #""64.09""#),
            ("a: b #c", #""a: b #c""#), (#"kata "kita" \ x"#, #""kata \"kita\" \\ x""#), ("a\u{0}\nb", #""a  b""#),
            ("", "\"\""), ("-", #""-""#),
        ] {
            XCTAssertEqual(SourceEntryYAML.quoted(text), yaml)
        }
    }
}
