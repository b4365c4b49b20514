import XCTest

@testable import Markup

final class AllowedStyleTests: XCTestCase {
    func testWhatStays() {
        XCTAssertEqual(
            AllowedStyle.clean("Color : #0a0; font-family:\"Noto Sans\", serif;width:50%; background:RGB(1, 2, 3)"),
            "color: #0a0; font-family: \"Noto Sans\", serif; width: 50%; background: RGB(1, 2, 3);")
    }

    func testWhatGoes() {
        for style in [
            "position:fixed", "background:url(x)", "width:expression(a())", "color:re\\64", "color:/**/red", "color",
            "-moz-binding:x", "z-index:9", "color:;", "background-image:none", "margin:calc(1px)",
        ] {
            XCTAssertEqual(AllowedStyle.clean(style), "", style)
        }
        XCTAssertEqual(AllowedStyle.clean("margin:0;mso-list:l0"), "margin: 0;")
    }
}
