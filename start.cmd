@echo off
rem Builds Chalkline and shows its demonstration: an invented district, on this computer alone. Options are those of "chalkline demo".
setlocal
cd /d "%~dp0"
dotnet --version >nul 2>nul
if errorlevel 1 (
  echo The .NET SDK 10 is needed. Get it by: winget install Microsoft.DotNet.SDK.10
  exit /b 2
)
node -e "process.exit(Number(process.versions.node.split('.')[0]) < 18 ? 1 : 0)" >nul 2>nul
if errorlevel 1 (
  echo Node 18 or later is needed. Get it by: winget install OpenJS.NodeJS.LTS
  exit /b 2
)
echo Building; the first time takes a minute or two.
dotnet build src\Chalkline -c Release -v quiet
if errorlevel 1 exit /b 1
dotnet src\Chalkline\bin\Release\net10.0\chalkline.dll demo %*
