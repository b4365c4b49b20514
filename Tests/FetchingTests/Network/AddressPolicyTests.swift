import XCTest

@testable import Fetching

final class AddressPolicyTests: XCTestCase {
    func testKnowsPublicAddressesFromOthers() throws {
        let refused = [
            "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
            "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
            "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1",
            "64:ff9b::127.0.0.1", "2002:7f00:1::1", "2001:db8::1", "2001::1", "100::1",
        ]
        let allowed = [
            "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.169.0.1",
            "198.17.255.255", "223.255.255.255", "2606:4700::1111", "2404:6800::1", "::ffff:8.8.8.8",
            "64:ff9b::808:808", "2002:808:808::1",
        ]
        for text in refused { XCTAssertFalse(AddressPolicy.isPublic(try XCTUnwrap(AddressPolicy.bytes(text))), text) }
        for text in allowed { XCTAssert(AddressPolicy.isPublic(try XCTUnwrap(AddressPolicy.bytes(text))), text) }
        XCTAssertFalse(AddressPolicy.isPublic([]))
        for text in [
            "169.254.169.254", "100.100.100.200", "192.0.0.192", "fe80::1", "fd00:ec2::254", "::ffff:169.254.1.1",
        ] {
            XCTAssert(AddressPolicy.isMetadata(try XCTUnwrap(AddressPolicy.bytes(text))), text)
        }
        for text in ["127.0.0.1", "10.0.0.1", "192.0.0.1", "fd00::1", "::1", "8.8.8.8"] {
            XCTAssertFalse(AddressPolicy.isMetadata(try XCTUnwrap(AddressPolicy.bytes(text))), text)
        }
        XCTAssertNil(AddressPolicy.bytes("media.example"))
        XCTAssertEqual(AddressPolicy.text([169, 254, 169, 254]), "169.254.169.254")
        XCTAssertEqual(AddressPolicy.text(AddressPolicy.bytes("fe80::1") ?? []), "fe80::1")
    }

    func testReadsEverySpellingOfAnAddress() {
        let loopback = [
            "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "localhost", "a.localhost",
        ]
        for host in loopback { XCTAssertEqual(AddressPolicy.literal(host), [127, 0, 0, 1], host) }
        XCTAssertEqual(AddressPolicy.literal("[::1]"), [UInt8](repeating: 0, count: 15) + [1])
        for host in ["media.example", "127.0.0.1.example", "localhost.example", "[media]", ""] {
            XCTAssertNil(AddressPolicy.literal(host), host)
        }
    }

    func testKnowsRanges() throws {
        func holds(_ range: String, _ address: String) throws -> Bool {
            AddressPolicy.range(range, contains: try XCTUnwrap(AddressPolicy.bytes(address)))
        }
        XCTAssert(try holds("10.0.0.0/8", "10.255.0.1"))
        XCTAssertFalse(try holds("10.0.0.0/8", "11.0.0.1"))
        XCTAssert(try holds("192.168.4.0/22", "192.168.7.255"))
        XCTAssertFalse(try holds("192.168.4.0/22", "192.168.8.0"))
        XCTAssert(try holds("0.0.0.0/0", "8.8.8.8"))
        XCTAssert(try holds("[::1]", "::1"))
        XCTAssert(try holds("fd00::/8", "fd12::1"))
        XCTAssertFalse(try holds("fd00::/8", "10.0.0.1"))
        for range in ["10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "", "media.example"] {
            XCTAssertFalse(try holds(range, "10.0.0.1"), range)
        }
    }
}
