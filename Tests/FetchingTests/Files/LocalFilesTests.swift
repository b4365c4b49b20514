import Glibc
import Records
import XCTest

@testable import Fetching

final class LocalFilesTests: FetchTestCase {
    /// File systems differ in the times that they keep; none of them leads out of what captures can hold.
    func testATimeOutsideOfTheCalendarIsTheNearestInIt() throws {
        try write("a", "isi")
        let path = "\(root)/a"
        for (seconds, range) in [
            (99_999_999_999_999, 1_692_115_200...253_402_300_799), (-99_999_999_999_999, -62_135_596_800...0),
            (1_692_115_200, 1_692_115_200...1_692_115_200),
        ] {
            let time = timespec(tv_sec: seconds, tv_nsec: 0)
            guard utimensat(AT_FDCWD, path, [time, time], 0) == 0 else { continue }
            let moment = try LocalFiles.modified(path)
            XCTAssert(range.contains(moment.seconds), "\(moment)")
            XCTAssertEqual(Instant(moment.description), moment)
        }
    }
}
