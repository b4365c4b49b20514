import XCTest

@testable import Normalizing

/// All numbers are invented: serial numbers and exchanges of zeros.
final class PersonalDataTests: XCTestCase {
    func testNumbersOfResidents() {
        for number in [
            "6409011203750004", "6409 0112 0375 0004", "6409.01.520375.0004", "640901-120375-0004",
            "64 09 01 12 03 75 0004",
        ] {
            XCTAssertEqual(
                PersonalData.masked("NIK saya \(number), mohon dicek"), "NIK saya [NIK], mohon dicek", number)
            XCTAssertEqual(PersonalData.masked("berkas \(number)"), "berkas [NIK]", number)
        }
    }

    func testNumbersThatOnlyLookLikeAResidents() {
        for text in [
            "faktur 6409019903750004", "kontrak 6409011213750004", "pos 64090112037500041", "Rp 1.250.000.000.000.000",
            "status 1690426865481338357", "luas 6409 meter, 0112 rumah",
        ] {
            XCTAssertEqual(PersonalData.masked(text), text)
        }
    }

    func testASlipOfThePenBesideItsLabelIsMasked() {
        XCTAssertEqual(PersonalData.masked("no. KK: 6409019903750004."), "no. KK: [NIK].")
        XCTAssertEqual(PersonalData.masked("NIK 640901120375000"), "NIK [NIK]")
    }

    func testMobileNumbers() {
        for number in [
            "081200001234", "0812-0000-1234", "0812 0000 1234", "0812.0000.1234", "+6281200001234", "+62 812-0000-1234",
            "6281200001234", "+62 (0)812 0000 1234",
        ] {
            XCTAssertEqual(PersonalData.masked("WA \(number) ya"), "WA [TELEPON] ya", number)
        }
        XCTAssertEqual(PersonalData.masked("https://wa.me/6281200001234"), "https://wa.me/[TELEPON]")
        XCTAssertEqual(PersonalData.masked("0812 0000 1234 2 hari"), "[TELEPON] 2 hari")
    }

    func testNumbersThatOnlyLookLikeAPhones() {
        for text in ["Rp 812.000", "tahun 2023", "0542 7200000", "08.00 sampai 16.00 Wita", "17-08-1945", "0812"] {
            XCTAssertEqual(PersonalData.masked(text), text)
        }
    }

    func testAddressesAndAccounts() {
        XCTAssertEqual(
            PersonalData.masked("kirim ke nama.saya+x@warga.example."), "kirim ke [SUREL].")
        XCTAssertEqual(PersonalData.masked("@akun_saya dan (@lain.lagi)."), "[AKUN] dan ([AKUN]).")
        XCTAssertEqual(PersonalData.masked("harga @ 5 ribu @"), "harga @ 5 ribu @")
        XCTAssertEqual(PersonalData.masked("https://x.example/@nama", accounts: false), "https://x.example/@nama")
    }

    func testSeveralInOneText() {
        XCTAssertEqual(
            PersonalData.masked("a@b.example 081200001234 6409011203750004 c@d.example"),
            "[SUREL] [TELEPON] [NIK] [SUREL]")
        XCTAssertEqual(PersonalData.masked("tanpa apa-apa"), "tanpa apa-apa")
    }
}
