import CHost
import Inference

/// Keeps the process small: a measuring client shares its machine with what it measures.
enum ProcessMemory {
    /// Has threads share heaps, one for two cores, so that what one has freed serves another.
    ///
    /// To be called before there are threads.
    static func prepare() {
        chost_limit_heaps(Int32(clamping: max(1, ProcessorCores.available / 2)))
    }

    /// Hands back the pages of the program that only the work until now needed.
    ///
    /// Reading arguments and writing reports touch many megabytes of code that no request ever runs
    /// through. What is needed again comes back from the file at the first touch.
    static func releaseProgram() { chost_release_program_pages() }
}
