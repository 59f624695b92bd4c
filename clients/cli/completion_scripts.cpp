// completion_scripts.cpp: what bash and zsh load. Both ask `corelogic complete`, which answers with what kind
// of word is wanted, the word so far, and what it may become, a line each.  Side: control; pure.
#include "clients/cli/completion.h"

namespace corelogic::cli {
namespace {

// bash completes only what stands behind the last = : or > of a word: the part before is taken off the
// answers.
constexpr const char* kBash = R"(# bash completion for corelogic: source <(corelogic completion bash)
_corelogic() {
  local line=${COMP_LINE:0:COMP_POINT} current=$2 answer kind typed strip word
  mapfile -t answer < <("$1" complete -- "${line#* }" 2> /dev/null)
  kind=${answer[0]:-words} typed=${answer[1]:-}
  COMPREPLY=()
  if [[ $kind == files ]]; then
    compopt -o default 2> /dev/null
    return 0
  fi
  [[ $kind == unfinished ]] && compopt -o nospace 2> /dev/null
  current=${current#[\'\"]}
  strip=${typed%"${current//\\/}"}
  for word in "${answer[@]:2}"; do
    word=${word#"$strip"}
    [[ $2 == [\'\"]* ]] || printf -v word %q "$word"
    COMPREPLY+=("$word")
  done
}
complete -F _corelogic corelogic
)";

constexpr const char* kZsh = R"(#compdef corelogic
# zsh completion for corelogic: source <(corelogic completion zsh)
_corelogic() {
  local -a answer
  answer=("${(@f)$("$words[1]" complete -- "${(j: :)words[2,CURRENT]}" 2> /dev/null)}")
  case $answer[1] in
    files) _files ;;
    unfinished) compadd -S '' -- "${(@)answer[3,-1]}" ;;
    *) (( $#answer > 2 )) && compadd -- "${(@)answer[3,-1]}" ;;
  esac
}
if [[ $funcstack[1] == _corelogic ]]; then
  _corelogic "$@"
else
  compdef _corelogic corelogic
fi
)";

}  // namespace

std::string completion_script(const std::string& shell) {
  if (shell == "bash") return kBash;
  return shell == "zsh" ? kZsh : "";
}

}  // namespace corelogic::cli
