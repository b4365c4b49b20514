import Aggregating
import StageKit

StageCommand<AggregateStage>.main()
