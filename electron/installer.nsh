; Cityloom is offered under "Open with" for GeoPackage files. It does not make itself the program that opens them: a GeoPackage
; belongs to many programs.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Cityloom.Project" "" "Cityloom project"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Cityloom.Project\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Cityloom.Project\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\.gpkg\OpenWithProgids" "Cityloom.Project" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Cityloom.Project"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.gpkg\OpenWithProgids" "Cityloom.Project"
!macroend
