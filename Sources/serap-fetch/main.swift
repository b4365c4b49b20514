import Fetching
import StageKit

// Everything is in the library; see `serap-fetch --help`.
StageCommand<FetchStage>.main()
