// Korean messages about cards, guides and hand-outs.
export const classroom: Record<string, string> = {
  // classroom/cards.ts
  "its answer is not a time": "응답이 시각이 아닙니다",
  "the host does not say when it ends ({0}), and the card leaves it out; npx lab logs {1}":
    "호스트의 종료 시각을 알 수 없어({0}) 카드에서 뺐습니다. 확인: npx lab logs {1}",
  // classroom/handout.ts
  "the jump host {0} has no user in lab.yaml, and ssh takes that of the student's computer; write user@{1}":
    "lab.yaml에 중간 호스트 {0}의 사용자가 없어, ssh가 학생 컴퓨터의 사용자 이름을 씁니다. user@{1} 형식으로 적으십시오",
  "their key is not known here: see yourself that it opens the jump host":
    "학생의 키를 알 수 없습니다. 중간 호스트에 접속되는지 직접 확인하십시오",
  // classroom/solve.ts
  "{0}: not all of it was removed: {1}": "{0}: 일부를 삭제하지 못했습니다: {1}",
  "{0}: solve.sh of {1} failed: {2}": "{0}: {1}의 solve.sh가 제대로 끝나지 않았습니다: {2}",
  // classroom/typist.ts
  "{0}: the value of {1} was not found: {2}": "{0}: {1} 값을 찾지 못했습니다: {2}",
};
