import CZlib

/// gzip and deflate by zlib, checksums included.
final class InflateDecoder: ContentDecoder {
    private let coding: ContentCoding
    private let stream: UnsafeMutablePointer<z_stream>
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    /// A byte that is too few to tell what begins.
    private var held: [UInt8] = []
    private var isInside = false
    private var hasBegun = false
    private var isOver = false
    private(set) var count = 0

    /// A decoder for gzip or deflate.
    init(_ coding: ContentCoding) throws(FetchFailure) {
        self.coding = coding
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard serap_inflate_init(stream, 15 + 16) == Z_OK else {
            stream.deallocate()
            output.deallocate()
            throw .badEncoding("out of memory")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    var isWhole: Bool { !isInside && (hasBegun || held.isEmpty) }

    func take(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !held.isEmpty else { return try unpack(bytes, body) }
        let joined = held + bytes
        held = []
        try joined.withUnsafeBytes { try unpack($0, body) }
    }

    private func unpack(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var used = 0
        while used < bytes.count, !isOver {
            if !isInside {
                guard bytes.count - used > 1 else { return held = [bytes[used]] }
                begin(bytes[used], bytes[used + 1])
                continue
            }
            used += try step(UnsafeRawBufferPointer(rebasing: bytes[used...]), body)
        }
    }

    /// Two bytes tell what begins: bare deflate or wrapped, one more member or what is no part of the body.
    private func begin(_ first: UInt8, _ second: UInt8) {
        switch coding {
        case .gzip where hasBegun && (first, second) != (0x1F, 0x8B): isOver = true
        case .gzip: inflateReset(stream)
        case _ where hasBegun: isOver = true
        default:
            let isWrapped = first & 15 == 8 && (Int(first) << 8 | Int(second)) % 31 == 0
            inflateReset2(stream, isWrapped ? 15 : -15)
        }
        hasBegun = true
        isInside = !isOver
    }

    /// Inflates until the output is full, the input used or a member over; how many bytes of input it took.
    private func step(_ input: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        // zlib reads from `next_in` and never writes there.
        let source = UnsafeMutableRawBufferPointer(mutating: input).bindMemory(to: UInt8.self)
        var used = 0
        while true {
            stream.pointee.next_in = source.baseAddress.map { $0 + used }
            stream.pointee.avail_in = UInt32(source.count - used)
            stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let code = inflate(stream, Z_NO_FLUSH)
            used = source.count - Int(stream.pointee.avail_in)
            let made = output.count - Int(stream.pointee.avail_out)
            if made > 0 {
                count += made
                try body(UnsafeRawBufferPointer(rebasing: output[..<made]))
            }
            if code == Z_STREAM_END {
                isInside = false
                return used
            }
            guard code == Z_OK || code == Z_BUF_ERROR else {
                let what = stream.pointee.msg.map { String(cString: $0) } ?? "no \(coding.words)"
                throw FetchFailure.badEncoding("\(what), after \(count) bytes")
            }
            // A full output may leave more inside; all input used and room left means that nothing is.
            if made < output.count { return used == source.count ? used : try stuck() }
        }
    }

    private func stuck() throws -> Int { throw FetchFailure.badEncoding("it does not go on, after \(count) bytes") }
}
