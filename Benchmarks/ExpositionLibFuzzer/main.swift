import Exposition
import ExpositionFuzzing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The driver of libFuzzer, which guides its changes by the branches they reach.
///
/// Called by hand because the package manager gives the program a main function of its own.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ checkOneInput: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
let status = runFuzzer(&count, &arguments) { data, size in
    // The first byte of an input chooses the format.
    guard size > 0 else { return 0 }
    let format: ExpositionFormat = data[0] % 2 == 0 ? .text : .openMetrics
    let body = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    do {
        _ = try BodyProperties.check(body, format: format)
    } catch {
        fatalError("\(error)")
    }
    return 0
}
exit(status)
