/// A bar cut into the parts of a whole, as an SVG with a title and a description; the numbers stand in a table beside it.
struct StackedBar {
    struct Part {
        var name: String
        var value: Int
        /// The class that gives it its colour.
        var style: String
    }

    var title: String
    var parts: [Part]
    var width: Int
    var height: Int

    /// The three tones of a row, and what has none.
    static func tone(_ row: ReportRow, width: Int, height: Int, of what: String) -> StackedBar {
        StackedBar(
            title: "Nada: \(what)",
            parts: [("positif", "pos"), ("netral", "net"), ("tanpa_nada", "none"), ("negatif", "neg")].map {
                Part(name: Words.of($0.0), value: row.count($0.0), style: $0.1)
            }, width: width, height: height)
    }

    var view: View {
        let whole = parts.reduce(0) { $0 + $1.value }
        var left = 0
        var rects: [View] = []
        for part in parts where part.value > 0 {
            let start = left * width * 10 / max(1, whole)
            left += part.value
            let end = left * width * 10 / max(1, whole)
            // A gap of one unit keeps neighbours apart for eyes that do not tell the colours apart.
            let size = max(8, end - start - (left < whole ? 10 : 0))
            rects.append([
                "x": tenths(start), "w": tenths(size), "style": part.style, "label": "\(part.name) \(part.value)",
            ])
        }
        let description = parts.filter { $0.value > 0 }.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        return [
            "chart_title": title, "chart_desc": description.isEmpty ? "tidak ada butir" : description,
            "width": "\(width)", "height": "\(height)", "rects": rects,
        ]
    }
}

/// A number of tenths as SVG wants it: 125 is `12.5`.
func tenths(_ value: Int) -> String { value % 10 == 0 ? "\(value / 10)" : "\(value / 10).\(value % 10)" }
