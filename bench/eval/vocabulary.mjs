// Words that say nothing about which proposal a text speaks of.

/** Of any English text. */
export const STOP_WORDS = setOf(`
  a about above after again against all also although always am an and any are as at back based be
  because been before being below best better between both but by can cannot come could did
  different do does doing done down during each either else enough etc even every few first follow
  following for from full further get give given go good had has have having he help her here high
  him his how however i if in including into is it its itself just keep kind know last later least
  less let like likely long look low made main make makes making many may me might mine more most
  much must my near need needed needs never new next no nor not nothing now of off often old on
  once one only onto or other our out over own part per place possible put quite rather really
  right same second see seem set several shall she should show side since small so some soon still
  such sure take than that the their them then there these they thing things third this those
  though three through thus time to today together too toward two under until up upon us use used
  user users useful using very via want wants was way we well were what when where whether which
  while who whole whose why will with within without work works working would year yet you your
`);

/** Of any proposal of a feature. */
export const PROPOSAL_WORDS = setOf(`
  access add allow api app application applications build business case change changes code
  component content create customer customers data database define design develop developer
  developers development ensure experience feature features function functionality goal goals
  implement implementation improve information integrate integration issue issues level list
  manage model option options page pages people plan platform problem process product production
  project proposal provide public quality question request requests require required requirement
  requirements result results review risk risks security server service services site software
  solution source state status step steps store support system systems task team teams technical
  test testing tool tools type update value version web website
`);

function setOf(text) {
  return new Set(text.trim().split(/\s+/));
}
