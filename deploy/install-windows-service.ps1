#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Installs Chalkline as a Windows service, or a newer program over an older one.
.DESCRIPTION
    Copies the program to Program Files, keeps settings and data in ProgramData, gives the service an account of its own (NT SERVICE\Chalkline) with
    no rights beyond its folder, and starts it. Run it again with a newer program: the service is stopped, the program replaced, the stores are
    upgraded after a backup, and the service is started.
.PARAMETER Program
    The released program: chalkline-VERSION-win-x64.exe.
.PARAMETER Settings
    A settings file to begin with; one that is installed already stays.
.EXAMPLE
    .\install-windows-service.ps1 -Program .\chalkline-0.1.0-win-x64.exe -Settings .\chalkline.yaml
#>
param(
    [Parameter(Mandatory)] [string] $Program,
    [string] $Settings
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'Chalkline'
$programs = Join-Path $env:ProgramFiles $name
$data = Join-Path $env:ProgramData $name
$executable = Join-Path $programs 'chalkline.exe'
$config = Join-Path $data 'chalkline.yaml'

$service = Get-Service -Name $name -ErrorAction SilentlyContinue
if ($service -and $service.Status -ne 'Stopped') {
    Stop-Service -Name $name
    $service.WaitForStatus('Stopped', '00:00:40')
}

New-Item -ItemType Directory -Force -Path $programs, $data | Out-Null
Copy-Item -LiteralPath $Program -Destination $executable -Force
if ($Settings -and -not (Test-Path -LiteralPath $config)) { Copy-Item -LiteralPath $Settings -Destination $config }
if (-not (Test-Path -LiteralPath $config)) {
    Set-Content -LiteralPath $config -Encoding utf8 -Value @("data: $(Join-Path $data 'data')", 'urls: [http://localhost:5080]')
}

if (-not $service) {
    $start = '"{0}" serve --config "{1}"' -f $executable, $config
    New-Service -Name $name -DisplayName $name -Description 'The record of AI in a school district' -BinaryPathName $start -StartupType Automatic | Out-Null
    & sc.exe config $name obj= "NT SERVICE\$name" | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "The account of the service could not be set (sc.exe: $LASTEXITCODE)." }
    # Started again after a crash: at once, then after a minute.
    & sc.exe failure $name reset= 86400 actions= restart/5000/restart/60000/restart/60000 | Out-Null
}

# Settings may hold secrets, stores do: administrators, the system and the service alone.
& icacls.exe $data /inheritance:r /grant:r 'BUILTIN\Administrators:(OI)(CI)F' 'NT AUTHORITY\SYSTEM:(OI)(CI)F' "NT SERVICE\${name}:(OI)(CI)M" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The rights on $data could not be set (icacls: $LASTEXITCODE)." }

if ($service) {
    & $executable upgrade --config $config
    if ($LASTEXITCODE -ne 0) { throw 'The stores could not be upgraded; the service was not started. What it said stands above.' }
}
& $executable serve --check --config $config
if ($LASTEXITCODE -ne 0) { throw "The settings cannot be served; mend $config and run: Start-Service $name" }
Start-Service -Name $name
Write-Output "$name runs. A district, and the link that makes its first administrator: & '$executable' district add SLUG --config '$config'"
