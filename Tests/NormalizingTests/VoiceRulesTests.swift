import Pack
import Records
import XCTest

@testable import Normalizing

final class VoiceRulesTests: XCTestCase {
    private let voices = VoiceRules(vocabulary)

    static var vocabulary: Vocabulary {
        var vocabulary = Vocabulary()
        let origin = Origin(source: "test", verified: true)
        vocabulary.sources = [
            Source(code: "kabar", name: "Kabar", kind: .feed, domains: ["www.kabar.example"], origin: origin),
            Source(code: "humas", name: "Humas", kind: .feed, owner: .pemerintah, origin: origin),
            Source(code: "x", name: "X", kind: .inbox, owner: .warga, origin: origin),
        ]
        vocabulary.rules = [
            LexiconRule(task: "voice", code: "advertorial", phrase: "(adv)", name: "lexicon/voice.csv:2"),
            LexiconRule(
                task: "voice", code: "advertorial", phrase: "adv", forms: ["artikel"], name: "lexicon/voice.csv:3"),
            LexiconRule(task: "voice", code: "rilis", phrase: "(*diskominfo", name: "lexicon/voice.csv:4"),
        ]
        return vocabulary
    }

    private func verdict(_ fields: JSONObject) -> VoiceRules.Verdict { voices.verdict(Item(Record(fields))) }

    func testTheOwnerOfTheSourceDecides() {
        let evidence = { (source: String) in
            [Label.Evidence(field: "source", range: 0..<source.utf8.count, finder: .rule("source \(source)"))]
        }
        for (source, voice) in [("kabar", "independen"), ("humas", "rilis"), ("x", "warga")] {
            XCTAssertEqual(
                verdict(["form": "artikel", "source": .string(source)]),
                VoiceRules.Verdict(voice: voice, evidence: evidence(source)))
        }
    }

    func testASourceThatNobodyKnows() {
        XCTAssertEqual(verdict(["form": "artikel", "source": "baru"]).voice, "independen")
        XCTAssertEqual(verdict(["form": "laporan", "source": "baru"]).voice, "warga")
    }

    func testMarksWinOverTheRegister() {
        let item: JSONObject = [
            "form": "artikel", "source": "kabar", "title": "Festival",
            "text": "Awal.\nTengah (adv) tengah.\nAkhir. (ADV)",
        ]
        XCTAssertEqual(
            verdict(item),
            VoiceRules.Verdict(
                voice: "advertorial",
                evidence: [.init(field: "text", range: 34..<39, finder: .rule("lexicon/voice.csv:2"))]))
        let credit: JSONObject = ["form": "artikel", "source": "kabar", "credit": "(*DiskominfoPPU/Eyv)"]
        XCTAssertEqual(
            verdict(credit),
            VoiceRules.Verdict(
                voice: "rilis", evidence: [.init(field: "credit", range: 0..<12, finder: .rule("lexicon/voice.csv:4"))])
        )
    }

    func testAMarkOfLettersIsAWholeWordAndKnowsItsForms() {
        XCTAssertEqual(verdict(["form": "artikel", "source": "kabar", "title": "Advokat warga"]).voice, "independen")
        XCTAssertEqual(verdict(["form": "artikel", "source": "kabar", "tags": ["IKN", "Adv"]]).voice, "advertorial")
        XCTAssertEqual(verdict(["form": "unggahan", "source": "x", "title": "adv"]).voice, "warga")
    }
}
