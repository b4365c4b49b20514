import Pack
import Records

/// What the cells of one piece of a table came to before: labels, dates and categories come again and again.
struct RowMemory {
    /// A column whose cells are all different must not fill the memory.
    fileprivate static let limit = 128

    private var values: [MappingField.Name: Known<ArraySlice<UInt8>>] = [:]
    private var times: [MappingField.Name: Known<[UInt8]>] = [:]
    private var scraped: Instant?

    /// What the cells of one column came to. A column whose cells are all different is looked up no more.
    private struct Known<Value> {
        var made: [ArraySlice<UInt8>: Value] = [:]
        var hits = 0

        mutating func value(_ cell: ArraySlice<UInt8>, make: () -> Value) -> Value {
            let isFull = made.count >= RowMemory.limit
            if isFull && hits < RowMemory.limit { return make() }
            if let known = made[cell] {
                hits += 1
                return known
            }
            let value = make()
            if !isFull { made[cell] = value }
            return value
        }
    }

    mutating func value(
        _ name: MappingField.Name, _ cell: ArraySlice<UInt8>, make: () -> ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        values[name, default: Known()].value(cell, make: make)
    }

    /// A time that is told from a scrape; another scrape, other times.
    mutating func time(
        _ name: MappingField.Name, _ cell: ArraySlice<UInt8>, scraped: Instant?, make: () -> [UInt8]
    ) -> [UInt8] {
        if scraped != self.scraped { times = [:] }
        self.scraped = scraped
        return times[name, default: Known()].value(cell, make: make)
    }
}
