import Foundation
import MarkedPages

/// Measures how often a gate errs and how long it takes, and prints docs/statistics.md with the
/// tables replaced; how fast the code is goes to the standard error.
///
/// Usage: `GateCalibration [--gates N] [--seed S] [--page FILE]`. The page is read before the first
/// gate and never written: whoever runs the program decides where its output goes.
@main
enum CalibrationCommand {
    static func main() throws {
        let options: CalibrationOptions
        do {
            options = try CalibrationOptions(arguments: Array(CommandLine.arguments.dropFirst()))
        } catch let error as CalibrationOptions.Failure {
            FileHandle.standardError.write(Data("GateCalibration: \(error)\n".utf8))
            exit(2)
        }
        let page: MarkedPage
        do {
            page = try MarkedPage(path: options.page, section: "gate-calibration")
        } catch {
            FileHandle.standardError.write(Data("GateCalibration: \(error)\n".utf8))
            exit(1)
        }
        let text = page.replacing(with: CalibrationReport(options: options).markdown())
        FileHandle.standardOutput.write(Data(text.utf8))
        FileHandle.standardError.write(Data((SpeedReport(seed: options.seed).text() + "\n").utf8))
    }
}
