import Foundation

/// The few facts of the demo's packs that figures depend on, read by looking at lines.
struct RecountedPack {
    struct Deadline {
        let code: String
        let days: Int
        let working: Bool
    }

    let district = "64.09"
    /// Codes of all regions in the order of the file.
    let regions: [String]
    let deadlines: [Deadline]
    /// Days off, as days since 1970.
    let off: Set<Int>

    init() throws {
        func lines(_ path: String) throws -> [String] {
            try String(contentsOfFile: Repository.path("pipelines/packs/\(path)"), encoding: .utf8)
                .components(separatedBy: "\n")
        }
        func value(_ name: String, _ line: String) -> String? {
            line.components(separatedBy: "\(name): ").dropFirst().first?.components(separatedBy: ",").first?
                .trimmingCharacters(in: CharacterSet(charactersIn: " \"{}"))
        }
        regions = try lines("ppu/regions.yaml").compactMap {
            $0.contains("- code:") || $0.contains("- {code:") ? $0 : nil
        }
        .compactMap { value("code", $0) }
        var deadlines: [Deadline] = []
        for line in try lines("indonesia/deadlines.yaml") + lines("ppu/deadlines.yaml") {
            if let code = value("- code", line) { deadlines.append(Deadline(code: code, days: 0, working: false)) }
            guard let last = deadlines.last else { continue }
            if let days = value(" days", line).flatMap({ Int($0) }) {
                deadlines[deadlines.count - 1] = Deadline(code: last.code, days: days, working: last.working)
            }
            if value(" working", line) == "true" {
                deadlines[deadlines.count - 1] = Deadline(code: last.code, days: last.days, working: true)
            }
        }
        self.deadlines = deadlines
        off = Set(try lines("indonesia/holidays.csv").compactMap { Self.number(String($0.prefix(10))) })
    }

    /// The kecamatan of the district.
    var kecamatan: [String] { regions.filter { $0.hasPrefix("\(district).") && $0.count == 8 } }

    /// Days since 1970 of `2023-08-15`.
    static func number(_ day: String) -> Int? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.date(from: day).map { Int($0.timeIntervalSince1970) / 86_400 }
    }

    /// The day so many days later.
    static func day(_ day: String, adding days: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.string(from: Date(timeIntervalSince1970: Double((number(day) ?? 0) + days) * 86_400))
    }

    /// Calendar days and working days from one day to another, the first not counted.
    func age(from first: String, to last: String) -> (days: Int, working: Int)? {
        guard let first = Self.number(first), let last = Self.number(last), first <= last else { return nil }
        // The first of January 1970 was a Thursday.
        let working = (first..<last).map { $0 + 1 }.filter { ($0 + 3) % 7 < 5 && !off.contains($0) }
        return (last - first, working.count)
    }

    /// The longest deadline that a complaint has passed.
    func passed(_ item: RecountedItem, on day: String) -> String? {
        guard item.isOpen, let age = age(from: item.received, to: day) else { return nil }
        let bound = deadlines.filter { deadline in
            switch deadline.code {
            case "verifikasi": ["masuk", "tanpa_status"].contains(item.status)
            case "tindak_lanjut": !item.isAnswered
            case "permintaan_informasi": item.kind == "permintaan_informasi"
            case "tidak_berkadar_pengawasan": item.kind == "pengaduan"
            case "tutup_otomatis", "berkadar_pengawasan": false
            default: true
            }
        }
        let late = bound.filter { ($0.working ? age.working : age.days) > $0.days }
        return late.sorted { $0.days != $1.days ? $0.days > $1.days : $0.code < $1.code }.first?.code
    }
}
