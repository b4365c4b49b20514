import XCTest

@testable import Markup

final class FeedGeoTests: XCTestCase {
    private func geo(_ inside: String) throws -> FeedGeo? {
        let text = """
            <rss xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"
              xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"><channel><item><title>A</title>\(inside)</item>
            </channel></rss>
            """
        return try FeedReader().read(Array(text.utf8)).entries[0].geo
    }

    func testSimple() throws {
        XCTAssertEqual(try geo("<georss:point> -1.25 116.8 </georss:point>"), FeedGeo(.point, [[116.8, -1.25]]))
        XCTAssertEqual(
            try geo("<georss:line>-1 116 -2 117</georss:line>"), FeedGeo(.line, [[116, -1], [117, -2]]))
        XCTAssertEqual(
            try geo("<georss:box>-2 116 -1 117</georss:box>"), FeedGeo(.box, [[116, -2], [117, -1]]))
        XCTAssertEqual(
            try geo("<georss:polygon>-1,116 -2,117 -3,118 -1,116</georss:polygon>")?.positions,
            [[116, -1], [117, -2], [118, -3], [116, -1]])
    }

    func testARingLeftOpenIsClosed() throws {
        XCTAssertEqual(
            try geo("<georss:polygon>0 1 0 2 3 2</georss:polygon>")?.positions, [[1, 0], [2, 0], [2, 3], [1, 0]])
    }

    func testWhatIsNoPlace() throws {
        for text in ["", "1", "1 2 3", "utara 2", "1e999 2"] {
            XCTAssertNil(try geo("<georss:point>\(text)</georss:point>"), text)
        }
        XCTAssertNil(try geo("<georss:line>1 2</georss:line>"))
        XCTAssertNil(try geo("<georss:featurename>Sepaku</georss:featurename>"))
    }

    func testGeographyMarkup() throws {
        XCTAssertEqual(
            try geo("<georss:where><gml:Point><gml:pos>-1.25 116.8</gml:pos></gml:Point></georss:where>"),
            FeedGeo(.point, [[116.8, -1.25]]))
        XCTAssertEqual(
            try geo("<gml:LineString><gml:posList>-1 116 -2 117</gml:posList></gml:LineString>"),
            FeedGeo(.line, [[116, -1], [117, -2]]))
        XCTAssertEqual(
            try geo(
                """
                <georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 1 0 2 3 2 0 1</gml:posList>
                </gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>9 9 8 8 7 7 9 9</gml:posList>
                </gml:LinearRing></gml:interior></gml:Polygon></georss:where>
                """),
            FeedGeo(.polygon, [[1, 0], [2, 0], [2, 3], [1, 0]]))
        XCTAssertEqual(
            try geo(
                """
                <gml:Envelope><gml:lowerCorner>-2 116</gml:lowerCorner><gml:upperCorner>-1 117</gml:upperCorner>
                </gml:Envelope>
                """), FeedGeo(.box, [[116, -2], [117, -1]]))
    }

    func testHeightsAndReferenceSystems() throws {
        XCTAssertEqual(
            try geo("<gml:Point srsName='EPSG:4979' srsDimension='3'><gml:pos>-1 116 40</gml:pos></gml:Point>"),
            FeedGeo(.point, [[116, -1, 40]]))
        XCTAssertEqual(
            try geo(
                "<gml:LineString srsDimension='3'><gml:posList>-1 116 4 -2 117 5</gml:posList></gml:LineString>"),
            FeedGeo(.line, [[116, -1, 4], [117, -2, 5]]))
        // UTM zone 50 south: metres, east first.
        XCTAssertEqual(
            try geo("<gml:Point srsName='urn:ogc:def:crs:EPSG::32750'><gml:pos>470000 9860000</gml:pos></gml:Point>"),
            FeedGeo(.point, [[470000, 9_860_000]]))
        XCTAssertEqual(GMLAxes(system: "urn:ogc:def:crs:OGC:1.3:CRS84"), .asWritten)
        XCTAssertEqual(GMLAxes(system: "http://www.opengis.net/gml/srs/epsg.xml#4326"), .latitudeFirst)
        XCTAssertEqual(GMLAxes(system: "EPSG:7844"), .latitudeFirst)
        XCTAssertEqual(GMLAxes(system: " "), .latitudeFirst)
        XCTAssertEqual(GMLAxes(system: "4326"), .asWritten)
    }

    func testLatitudeAndLongitudeApart() throws {
        XCTAssertEqual(
            try geo("<geo:lat>-1.25</geo:lat><geo:long>116.8</geo:long>"), FeedGeo(.point, [[116.8, -1.25]]))
        XCTAssertEqual(
            try geo("<geo:Point><geo:lat>-1.25</geo:lat><geo:long>116.8</geo:long></geo:Point>"),
            FeedGeo(.point, [[116.8, -1.25]]))
        XCTAssertNil(try geo("<geo:lat>-1.25</geo:lat>"))
    }

    func testAPlaceStaysWithItsEntry() throws {
        let text = """
            <rss><channel><item><title>A</title><geo:lat>1</geo:lat></item>
            <item><title>B</title><geo:long>2</geo:long></item></channel></rss>
            """
        XCTAssertEqual(try FeedReader().read(Array(text.utf8)).entries.map(\.geo), [nil, nil])
    }
}
