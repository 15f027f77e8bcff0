import Diagnosis
import Simulator
import Testing

@Suite struct CatalogueTests {
    @Test func `every cause can be shown and every fault that is shown has a cause`() {
        #expect(CataloguedFault.all.map(\.name) == Cause.allCases.map(\.rawValue))
    }
}
