/// A place on the earth that an entry speaks of, as GeoRSS, GML or the W3C's geo vocabulary gives it.
///
/// Positions are longitude, latitude and, where given, height, whatever the order in the document. Positions of a
/// projected reference system stay as they are written: nothing is converted.
public struct FeedGeo: Sendable, Equatable {
    /// What the positions are.
    public enum Shape: String, Sendable {
        /// One position.
        case point = "Point"
        /// The positions of a line, two or more.
        case line = "LineString"
        /// The positions of an outer ring, four or more, the last equal to the first.
        case polygon = "Polygon"
        /// Two opposite corners.
        case box = "Box"
    }

    /// What the positions are.
    public var shape: Shape
    /// Longitude, latitude and perhaps height of each position.
    public var positions: [[Double]]

    /// Positions of a shape; nil where their number does not make the shape, or one is no number.
    init?(_ shape: Shape, _ positions: [[Double]]) {
        let enough =
            switch shape {
            case .point: positions.count == 1
            case .line: positions.count >= 2
            case .polygon: positions.count >= 3
            case .box: positions.count == 2
            }
        guard enough, positions.allSatisfy({ $0.count >= 2 && $0.allSatisfy(\.isFinite) }) else { return nil }
        self.shape = shape
        self.positions = positions
        // A ring that somebody forgot to close is the same ring.
        if shape == .polygon, let first = positions.first, positions.last != first { self.positions.append(first) }
    }

    /// Reads GeoRSS-Simple: pairs of latitude and longitude in an element named `point`, `line`, `polygon` or `box`.
    init?(georss name: String, _ text: String) {
        let shape: Shape
        switch name {
        case "point": shape = .point
        case "line": shape = .line
        case "polygon": shape = .polygon
        case "box": shape = .box
        default: return nil
        }
        guard let positions = Self.positions(Self.numbers(text), dimension: 2, axes: .latitudeFirst) else { return nil }
        self.init(shape, positions)
    }

    /// Reads the coordinates of a GML geometry: `Point`, `LineString`, `Polygon` by its outer ring, `Envelope`.
    init?(gml name: String, _ text: String, system: String?, dimension: String?) {
        let shape: Shape
        switch name {
        case "point": shape = .point
        case "linestring": shape = .line
        case "polygon": shape = .polygon
        case "envelope", "box": shape = .box
        default: return nil
        }
        let numbers = Self.numbers(text)
        // A point is one position, however many numbers that takes; of others two are one unless the document says more.
        let size = dimension.flatMap { Int($0) } ?? (shape == .point ? numbers.count : 2)
        guard (2...3).contains(size),
            let positions = Self.positions(numbers, dimension: size, axes: GMLAxes(system: system))
        else { return nil }
        self.init(shape, positions)
    }

    /// The numbers of a text, separated by white space or commas; none where anything else is between them.
    static func numbers(_ text: String) -> [Double] {
        var numbers: [Double] = []
        for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            guard numbers.count < 100_000, let number = Double(word), number.isFinite else { return [] }
            numbers.append(number)
        }
        return numbers
    }

    private static func positions(_ numbers: [Double], dimension: Int, axes: GMLAxes) -> [[Double]]? {
        guard !numbers.isEmpty, numbers.count.isMultiple(of: dimension) else { return nil }
        return stride(from: 0, to: numbers.count, by: dimension).map { start in
            var position = Array(numbers[start..<start + dimension])
            if axes == .latitudeFirst { position.swapAt(0, 1) }
            return position
        }
    }
}

/// In which order a coordinate reference system writes a position.
enum GMLAxes {
    case latitudeFirst, asWritten

    /// The order of a `srsName`: geographic systems of the EPSG register have the latitude first, as has WGS 84, which
    /// is meant where none is named (GeoRSS-GML); `CRS84` and projected systems have the east first.
    init(system: String?) {
        guard let system = system?.trimmed.nonEmpty else {
            self = .latitudeFirst
            return
        }
        let name = system.asciiLowercased
        let digits = name.utf8.reversed().prefix(while: \.isDigit).reversed()
        guard name.utf8.count > digits.count, let code = Int(String(decoding: Array(digits), as: UTF8.self)),
            name.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }
            ),
            name.split(whereSeparator: { ":#/".contains($0) }).contains(where: { $0.hasPrefix("epsg") })
        else {
            self = .asWritten
            return
        }
        self = (4001...4999).contains(code) || Self.furtherGeographic.contains(code) ? .latitudeFirst : .asWritten
    }

    /// Geographic systems that the EPSG register numbers outside the range that it began with.
    private static let furtherGeographic: Set<Int> = [
        3819, 3821, 3824, 3889, 3906, 5228, 5229, 5233, 5246, 5252, 5264, 5324, 5340, 5354, 5360, 5365, 5371, 5373,
        5381, 5393, 5451, 5464, 5467, 5489, 5524, 5527, 5546, 5561, 5593, 5681, 5886, 6135, 6207, 6311, 6318, 6322,
        6325, 6668, 6706, 6783, 6881, 6882, 6883, 6892, 6894, 7843, 7844, 9000, 9470,
    ]
}
