/// Called by libFuzzer with each input (https://llvm.org/docs/LibFuzzer.html); a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func readPage(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    PageTrial.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
