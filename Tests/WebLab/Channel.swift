import Glibc

/// The bytes of one connection, in both directions, without waiting: the seam where a protocol such as TLS goes between
/// the socket and HTTP. Used on the server's thread alone.
public protocol Channel: AnyObject {
    /// The socket, which must not block.
    var descriptor: Int32 { get }
    /// Reads into a buffer.
    func read(_ buffer: UnsafeMutableRawBufferPointer) -> ChannelResult
    /// Writes what goes at once.
    func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult
    /// Closes the socket; called once.
    func close()
}

/// What a channel could do.
public enum ChannelResult: Equatable {
    /// So many bytes, at least one.
    case moved(Int)
    /// Nothing until the socket can be read.
    case waitsToRead
    /// Nothing until the socket can be written.
    case waitsToWrite
    /// Nothing more: the other side has gone.
    case closed
}

/// A channel that is the socket and nothing else.
public final class PlainChannel: Channel {
    /// The socket.
    public let descriptor: Int32

    /// A channel over a socket that does not block.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// Reads into a buffer.
    public func read(_ buffer: UnsafeMutableRawBufferPointer) -> ChannelResult {
        let got = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if got > 0 { return .moved(got) }
        return got < 0 && (errno == EAGAIN || errno == EINTR) ? .waitsToRead : .closed
    }

    /// Writes what goes at once.
    public func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult {
        let put = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if put > 0 { return .moved(put) }
        return put < 0 && (errno == EAGAIN || errno == EINTR) ? .waitsToWrite : .closed
    }

    /// Closes the socket.
    public func close() { _ = Glibc.close(descriptor) }
}
