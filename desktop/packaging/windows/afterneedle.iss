; Inno Setup's plan of the installer for Windows. Never run yet: docs/packaging.md.
; iscc /DVersion=0.1.0 /DFolder=C:\checkout\dist\afterneedle afterneedle.iss

[Setup]
AppId=AfterNeedle
AppName=AfterNeedle
AppVersion={#Version}
AppPublisher=AfterNeedle contributors
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DefaultDirName={autopf}\AfterNeedle
DefaultGroupName=AfterNeedle
DisableProgramGroupPage=yes
LicenseFile=..\..\..\LICENSE
OutputBaseFilename=afterneedle-{#Version}-windows
OutputDir=..\..\..\dist
; For this account only, so that no administrator is needed.
PrivilegesRequired=lowest
UninstallDisplayIcon={app}\afterneedle-window.exe
; A window that is open holds its files: it is asked to close.
CloseApplications=yes

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
Name: "{group}\AfterNeedle"; Filename: "{app}\afterneedle-window.exe"
Name: "{group}\Check in now"; Filename: "{app}\afterneedle-window.exe"; Parameters: "--open check-in"

[Registry]
; Started at login if the person wished so in the settings: nothing is there any more to start. The diary stays.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "afterneedle"; \
    Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\afterneedle-window.exe"; Description: "Start AfterNeedle"; Flags: nowait postinstall skipifsilent
