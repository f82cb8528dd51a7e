// What messages count, in Korean.
export const nouns: Record<string, string> = {
  "{0} hosts": "호스트 {0}대",
  "{0} EC2 hosts": "EC2 호스트 {0}대",
  "{0} labs": "실습 환경 {0}개",
  "{0} students": "학생 {0}명",
  "{0} spares": "예비 호스트 {0}대",
  "{0} blocks": "블록 {0}개",
  "{0} files": "파일 {0}개",
  "{0} seconds": "{0}초",
  "{0} things": "{0}개",
  "{0} other things": "그 밖의 {0}개",
};
