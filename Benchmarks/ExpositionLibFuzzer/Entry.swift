import Exposition
import ExpositionFuzzing

// The entry point of libFuzzer, which guides its changes by the branches they reach. The first byte
// of an input chooses the format.
@_cdecl("LLVMFuzzerTestOneInput")
func checkOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
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
