import Reporting
import StageKit

StageCommand<ReportStage>.main()
