import XCTest

@testable import Fetching

final class PrivateHostsTests: XCTestCase {
    private let hosts = PrivateHosts(names: ["kantor.example"], domains: ["arsip.example"])

    private func steps(_ hosts: [String], arePrivate: Bool = true) -> EarlierSteps {
        EarlierSteps(
            redirects: hosts.map { Redirect(url: "http://\($0)/a", status: 302) }, spent: 0, arePrivate: arePrivate)
    }

    func testANameIsItselfAndADomainIsAllBelowIt() {
        for host in ["kantor.example", "arsip.example", "berkas.arsip.example"] { XCTAssert(hosts.hold(host), host) }
        for host in ["a.kantor.example", "bukanarsip.example", "example", ""] { XCTAssertFalse(hosts.hold(host), host) }
    }

    func testEveryHostOfTheChainMustBeNamed() {
        let named = ["kantor.example", "arsip.example"]
        XCTAssert(hosts.allow("kantor.example", after: steps([]), isFirstAllowed: true))
        XCTAssertFalse(hosts.allow("kantor.example", after: steps([]), isFirstAllowed: false))
        XCTAssert(hosts.allow("a.arsip.example", after: steps(named), isFirstAllowed: true))
        XCTAssertFalse(hosts.allow("kantor.example", after: steps(named), isFirstAllowed: false))
        XCTAssertFalse(hosts.allow("lain.example", after: steps(named), isFirstAllowed: true))
        XCTAssertFalse(hosts.allow("kantor.example", after: steps(named + ["lain.example"]), isFirstAllowed: true))
    }

    func testAPrivateNetworkLeadsOnWithinItself() {
        let byHand = PrivateHosts(names: ["kantor.example"], leadOn: true)
        XCTAssert(byHand.allow("lain.example", after: steps(["kantor.example"]), isFirstAllowed: true))
        XCTAssertFalse(
            byHand.allow("lain.example", after: steps(["kantor.example"], arePrivate: false), isFirstAllowed: true))
        for host in ["169.254.169.254", "0xa9fea9fe", "[fd00:ec2::254]", "[fe80::1]"] {
            XCTAssertFalse(byHand.allow(host, after: steps(["kantor.example"]), isFirstAllowed: true), host)
        }
    }

    func testTheReasonSaysWhatIsMissing() {
        let (inside, cloud): ([UInt8], [UInt8]) = ([10, 0, 0, 1], [169, 254, 169, 254])
        XCTAssertEqual(PrivateHosts().refusal(of: "a.example", at: inside), .notAllowed)
        XCTAssertEqual(PrivateHosts().refusal(of: "a.example", at: cloud), .notAllowed)
        XCTAssertEqual(hosts.refusal(of: "a.example", at: inside), .notNamed)
        XCTAssertEqual(hosts.refusal(of: "kantor.example", at: inside), .ledFromOutside)
        XCTAssertEqual(hosts.refusal(of: "kantor.example", at: cloud), .metadata)
        XCTAssertEqual(PrivateHosts(leadOn: true).refusal(of: "a.example", at: inside), .ledFromOutside)
        XCTAssertEqual(
            PrivateHosts.Refusal.notNamed.words(host: "a.example"),
            "'allow_private: true' of the source holds for the hosts of its 'url' and 'domains' alone; write 'a.example' "
                + "into 'domains' if it is meant")
    }
}
