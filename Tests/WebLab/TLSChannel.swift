import Glibc

/// A channel that speaks TLS as a server, with a certificate of the test's own.
///
/// OpenSSL's library is opened at run time: whoever links libcurl has it, and no build needs its headers.
public final class TLSChannel: Channel {
    /// A certificate with its key, ready for connections; the files are PEM.
    public final class Identity: Sendable {
        fileprivate let library: OpenSSL
        nonisolated(unsafe) fileprivate let context: OpaquePointer

        /// Reads a certificate and its key; with `http2`, that protocol is chosen where a client offers it.
        public init(certificate: String, key: String, http2: Bool = false) throws(LabFailure) {
            library = try OpenSSL()
            // Whoever is spoken to may have gone, and OpenSSL writes without MSG_NOSIGNAL.
            signal(SIGPIPE, SIG_IGN)
            guard let context = library.contextNew(library.serverMethod()) else { throw LabFailure("no TLS context") }
            self.context = context
            guard library.useCertificate(context, certificate) == 1, library.useKey(context, key, 1) == 1 else {
                throw LabFailure("'\(certificate)' and '\(key)' are no certificate and its key")
            }
            guard http2 else { return }
            library.selectProtocol(
                context,
                { _, chosen, length, offered, count, _ in
                    for start in 0..<Int(count) where count >= 3 && start + 2 < Int(count) {
                        guard offered[start] == 2, offered[start + 1] == 0x68, offered[start + 2] == 0x32 else {
                            continue
                        }
                        chosen.pointee = offered + start + 1
                        length.pointee = 2
                        return 0
                    }
                    return 3
                }, nil)
        }

        deinit { library.contextFree(context) }
    }

    /// The socket.
    public let descriptor: Int32
    private let identity: Identity
    private let connection: OpaquePointer?

    /// A channel over a socket that does not block.
    public init(descriptor: Int32, identity: Identity) {
        self.descriptor = descriptor
        self.identity = identity
        connection = identity.library.new(identity.context)
        guard let connection else { return }
        _ = identity.library.setDescriptor(connection, descriptor)
        identity.library.acceptState(connection)
    }

    /// Reads into a buffer.
    public func read(_ buffer: UnsafeMutableRawBufferPointer) -> ChannelResult {
        guard let connection else { return .closed }
        return result(identity.library.read(connection, buffer.baseAddress, Int32(buffer.count)))
    }

    /// Writes what goes at once.
    public func write(_ bytes: UnsafeRawBufferPointer) -> ChannelResult {
        guard let connection else { return .closed }
        return result(identity.library.write(connection, bytes.baseAddress, Int32(bytes.count)))
    }

    /// Closes the socket.
    public func close() {
        if let connection {
            _ = identity.library.shutdown(connection)
            identity.library.free(connection)
        }
        _ = Glibc.close(descriptor)
    }

    private func result(_ count: Int32) -> ChannelResult {
        guard count <= 0, let connection else { return .moved(Int(count)) }
        switch identity.library.error(connection, count) {
        case 2: return .waitsToRead
        case 3: return .waitsToWrite
        default: return .closed
        }
    }
}

/// The functions of OpenSSL's libssl that a server needs.
private struct OpenSSL: Sendable {
    typealias Select =
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>>, UnsafeMutablePointer<UInt8>,
            UnsafePointer<UInt8>,
            UInt32, UnsafeMutableRawPointer?
        ) -> Int32

    let serverMethod: @convention(c) () -> OpaquePointer?
    let contextNew: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let contextFree: @convention(c) (OpaquePointer) -> Void
    let useCertificate: @convention(c) (OpaquePointer, UnsafePointer<CChar>) -> Int32
    let useKey: @convention(c) (OpaquePointer, UnsafePointer<CChar>, Int32) -> Int32
    let selectProtocol: @convention(c) (OpaquePointer, Select, UnsafeMutableRawPointer?) -> Void
    let new: @convention(c) (OpaquePointer) -> OpaquePointer?
    let free: @convention(c) (OpaquePointer) -> Void
    let setDescriptor: @convention(c) (OpaquePointer, Int32) -> Int32
    let acceptState: @convention(c) (OpaquePointer) -> Void
    let read: @convention(c) (OpaquePointer, UnsafeMutableRawPointer?, Int32) -> Int32
    let write: @convention(c) (OpaquePointer, UnsafeRawPointer?, Int32) -> Int32
    let shutdown: @convention(c) (OpaquePointer) -> Int32
    let error: @convention(c) (OpaquePointer, Int32) -> Int32

    init() throws(LabFailure) {
        guard let library = dlopen("libssl.so.3", RTLD_NOW) ?? dlopen("libssl.so.1.1", RTLD_NOW) else {
            throw LabFailure("no libssl.so.3; install OpenSSL's library")
        }
        func find<Function>(_ name: String) throws(LabFailure) -> Function {
            guard let symbol = dlsym(library, name) else { throw LabFailure("libssl has no \(name)") }
            return unsafeBitCast(symbol, to: Function.self)
        }
        serverMethod = try find("TLS_server_method")
        contextNew = try find("SSL_CTX_new")
        contextFree = try find("SSL_CTX_free")
        useCertificate = try find("SSL_CTX_use_certificate_chain_file")
        useKey = try find("SSL_CTX_use_PrivateKey_file")
        selectProtocol = try find("SSL_CTX_set_alpn_select_cb")
        new = try find("SSL_new")
        free = try find("SSL_free")
        setDescriptor = try find("SSL_set_fd")
        acceptState = try find("SSL_set_accept_state")
        read = try find("SSL_read")
        write = try find("SSL_write")
        shutdown = try find("SSL_shutdown")
        error = try find("SSL_get_error")
    }
}
